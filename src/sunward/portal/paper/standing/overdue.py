"""The poster of what has passed its day: who owes it, where it is stuck."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunward.charter.wording import holder_name
from sunward.portal.paper.sheet import Block, Column, Sheet, Table
from sunward.portal.paper.standing.making import Asked, Maker, ask
from sunward.portal.views.overdue import everything_overdue


def make(asked: Asked) -> list[Sheet]:
    columns = (Column(_("What")), Column(_("Who answers for it")), Column(_("Days late"), numeric=True))
    rows = tuple((f"{item.title}{_(': ')}{item.stuck_at}", str(holder_name(item.owner_post)), str(item.days_late))
                 for item in everything_overdue(asked.community.code, asked.on))  # fmt: skip
    told = Block(table=Table(columns, rows)) if rows else Block(lines=(_("Nothing has passed its day."),))
    return [asked.sheet(_("What is overdue"), told, ask())]


MAKER = Maker(gettext_lazy("What is overdue"), "portal:overdue", "everyone", make)
