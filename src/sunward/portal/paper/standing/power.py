"""The poster of who holds which post, since when, until when; whoever holds most posts first."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunward.portal.paper.sheet import Block, Column, Sheet, Table
from sunward.portal.paper.standing.making import Asked, Maker, ask
from sunward.portal.views.people import only_delegate
from sunward.portal.words.said import plain_date
from sunward.registry import queries as registry
from sunward.registry.queries import PersonPosts


def make(asked: Asked) -> list[Sheet]:
    columns = (Column(_("Name")), Column(_("Posts")), Column(_("Since")), Column(_("Until")))
    holders = registry.power_holders(asked.community.code, asked.on)
    officers = sorted((one for one in holders if not only_delegate(one)), key=lambda one: -len(one.posts))
    told = Block(table=Table(columns, tuple(_row(person) for person in officers)))
    return [asked.sheet(_("Who holds power"), told, ask())]


def _row(person: PersonPosts) -> tuple[str, ...]:
    posts = _("; ").join(dict.fromkeys(str(held.title) for held in person.posts))
    ends = [held.until for held in person.posts if held.until]
    since = plain_date(min(held.since for held in person.posts))
    return person.name, posts, since, plain_date(min(ends)) if ends else "—"


MAKER = Maker(gettext_lazy("Who holds power"), "portal:people", "everyone", make)
