"""What is posted when something happens below: nobody has to think of it."""

from collections.abc import Iterator

from sunward.disclosure.acts.publish import PublicationFacts, Publish
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.registry.events import VoteConsented

VOTER_ROLL = "voter_roll"
NAME, DOOR = {"zh": "姓名", "en": "Name", "personal": True}, {"zh": "门牌", "en": "Door", "personal": True}


def post_consent(event: VoteConsented) -> Iterator[Consequence]:
    """Who gets a vote by consent is posted for objection, by name for residents and masked for others."""
    facts = PublicationFacts(
        item=VOTER_ROLL,
        title="新增参加表决人员公示",
        title_en="Somebody more who may vote",
        rows={"columns": [NAME, DOOR], "rows": [[event.name, event.door]]},
        stays_up_days=event.days or None,
    )
    yield Consequence(Publish, Ref("community", event.community), facts)
