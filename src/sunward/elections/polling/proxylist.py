"""The list of who lets whom vote: it hangs with the candidates, and anew whenever it changes, until the poll is opened;
whoever gave no proxy finds it there while others can still come for their sheet."""

from collections.abc import Iterator
from datetime import date

from sunward.charter import queries as charter
from sunward.disclosure import queries as disclosure
from sunward.disclosure.acts import PublicationFacts, Publish
from sunward.elections.book import admitted_by
from sunward.elections.counting.results import polled
from sunward.elections.models import Election, Proxy
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref

ITEM = "election_proxies"
GIVER, HOLDER = {"zh": "委托人", "en": "Absent", "personal": True}, {"zh": "受委托人", "en": "Proxy", "personal": True}
KINSHIP = {"zh": "依据", "en": "Rests on"}
BY_RULE, SAID_KIN = "登记簿", "书面委托上自称近亲属，由{who}受理"
NOBODY = "现在没有人委托投票。"


def changed(election: Election, on: date) -> Iterator[Consequence]:
    """Somebody gave a proxy, or one is none any more, while the candidates hang and before the poll. Where no catalogue
    says who may read the names, they hang at the poll alone."""
    known = ITEM in charter.charter_of(election.community_code, on).disclosure
    if known and election.candidates_posted_on is not None and not polled(election):
        yield from posted(election, on)


def posted(election: Election, on: date) -> Iterator[Consequence]:
    """As it is now, in the place of what hangs; nothing where there was none and is none."""
    found = list(election.proxies.filter(void_on=None).select_related("giver", "holder").order_by("id"))
    earlier = disclosure.posting_of(election.ref, on, ITEM)
    if not found and earlier is None:
        return
    body = charter.name_of_body(election.body, election.community_code, on)
    facts = PublicationFacts(
        item=ITEM, title=f"{body.zh}选举委托投票名单",
        title_en=f"Proxies in the election of the {body.en.removeprefix('the ')}", about=str(election.ref),
        text="" if found else NOBODY,
        rows={"columns": [GIVER, HOLDER, KINSHIP], "rows": [_row(one) for one in found]} if found else None,
        event_on=on, corrects=earlier.number if earlier else "",
    )  # fmt: skip
    yield Consequence(Publish, Ref("community", election.community_code), facts)


def _row(one: Proxy) -> list[str]:
    return [one.giver.name, one.holder.name, _kin(one)]


def _kin(one: Proxy) -> str:
    """On what it rests: a kinship that is only said shows, with whoever took it in."""
    if not one.said_kin:
        return BY_RULE
    return SAID_KIN.format(who=admitted_by(one.admitted_by_post, one.election.community_code).zh)
