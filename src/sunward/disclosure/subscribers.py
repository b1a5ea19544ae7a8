"""What disclosure does when something happens elsewhere: nobody has to think of it. `config.wiring` says when."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from sunward.disclosure.acts.appeal_objection import AppealObjection
from sunward.disclosure.acts.date_objection import DateObjection, HandedIn
from sunward.disclosure.acts.demand_item import DemandFacts, DemandItem
from sunward.disclosure.acts.object import ObjectTo
from sunward.disclosure.acts.publish import PublicationFacts, Publish
from sunward.disclosure.acts.void_appeal import VoidAppeal
from sunward.disclosure.acts.void_objection import VoidObjection
from sunward.disclosure.events import DeskActUndone, SlipDated
from sunward.disclosure.models import Publication
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.kernel.undoing import Undoing, following
from sunward.registry.events import ConsentWithdrawn, VoteConsented

VOTER_ROLL = "voter_roll"
UNDOING: Undoing = {ObjectTo: VoidObjection, AppealObjection: VoidAppeal}
WITHDRAWN = (
    Text("撤回同意参加表决公示", "A consent to a vote that is withdrawn"),
    Text("对公示的异议成立，同意不再算数。", "An objection to its posting was upheld: the consent counts no longer."),
)
GIVEN_AGAIN = (
    Text("恢复同意参加表决公示", "A consent to a vote that is given again"),
    Text("街道裁定异议不成立，同意恢复。", "The street found the objection wrong: the consent counts again."),
)
NAME, DOOR = {"zh": "姓名", "en": "Name", "personal": True}, {"zh": "门牌", "en": "Door", "personal": True}


def undo_at_desk(event: DeskActUndone) -> Iterator[Consequence]:
    """What was said for somebody who did not want it."""
    yield from following(event, UNDOING)


def date_objection(event: SlipDated) -> Iterator[Consequence]:
    """It counts from its day: a clerk who leaves that out puts nobody's objection out of time."""
    yield Consequence(DateObjection, event.objection, HandedIn(handed_in=event.on))


def post_consent(event: VoteConsented) -> Iterator[Consequence]:
    """Who gets a vote by consent is posted for objection, by name for residents and masked for others."""
    facts = PublicationFacts(
        item=VOTER_ROLL,
        title="新增参加表决人员公示",
        title_en="Somebody more who may vote",
        rows={"columns": [NAME, DOOR], "rows": [[event.name, event.door]]},
        about=str(Ref("entry", event.consent)),
        stays_up_days=event.days or None,
    )
    yield Consequence(Publish, Ref("community", event.community), facts)


def post_withdrawal(event: ConsentWithdrawn) -> Iterator[Consequence]:
    """What was posted is posted again as it is now, to the same readers: no clerk has to think of it."""
    about = Ref("entry", event.consent)
    posted = Publication.objects.filter(subject_type=about.type, subject_id=about.id).order_by("pk").last()
    if posted is None:
        return
    title, text = GIVEN_AGAIN if event.given_again else WITHDRAWN
    facts = PublicationFacts(
        item=VOTER_ROLL,
        title=title.zh,
        title_en=title.en,
        text=f"{text.zh}\n{text.en}",
        rows={"columns": [NAME, DOOR], "rows": [[event.name, event.door]]},
        corrects=posted.number,
    )
    yield Consequence(Publish, Ref("community", event.community), facts)


class Asked(Protocol):
    """A petition that enough people signed, as its context announces it."""

    @property
    def community(self) -> str: ...
    @property
    def petition(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def asks_for(self) -> str: ...
    @property
    def opened_on(self) -> date: ...


def demand_item(petition: Asked) -> list[Consequence]:
    """Enough residents asked for one more item: it is demanded from now on."""
    if petition.purpose != "disclosure" or not petition.asks_for.strip():
        return []
    facts = DemandFacts(petition.petition, petition.asks_for.strip(), petition.opened_on)
    return [Consequence(DemandItem, Ref("community", petition.community), facts)]
