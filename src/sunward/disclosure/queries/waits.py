"""What was found wrong and is to be posted again, for whoever posts it."""

from collections.abc import Iterator
from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.disclosure.queries.corrections import Correction, corrections_owed
from sunward.kernel.memo import remembering
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits

PUBLISH = "disclosure.publish"
MOST = 12
POST_AGAIN = Text("异议成立：更正后重新公开", "an objection was upheld: correct it and post it again")


def waits_for(viewer: Viewer, on: date) -> list[Waits]:
    """What waits for this reader. A few queries, however many there are."""
    if not viewer.posts:
        return []
    with remembering():
        owed = [one for one in corrections_owed(viewer.community, on) if not one.of_roll]
        return [one for each in owed for one in to_post(each, viewer, on, POST_AGAIN)][:MOST]


def to_post(owed: Correction, viewer: Viewer, on: date, about: Text) -> Iterator[Waits]:
    """That it waits to be posted again, if this reader posts by the list of powers; of the bodies that end a silence
    the one that owes it alone. Its form knows what it corrects."""
    holders, owing = charter.holders_of(PUBLISH, viewer.community, on), body_of(owed.owner_post)
    bodies = {body_of(post) for post in viewer.posts if post in holders or body_of(post) in holders}
    if not any(body == owing or body not in SILENCE_ENDED_BY for body in bodies):
        return
    given = [("item", owed.item), ("title", owed.title.zh), ("corrects", owed.publication)]
    given += [("about", str(owed.about))] if owed.about else []
    here, page = Ref("community", viewer.community), Ref("objection", owed.objection)
    yield Waits(here, owed.title, about, owed.due_on, (PUBLISH,), page, tuple(given))
