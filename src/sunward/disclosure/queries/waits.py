"""What was found wrong and is to be posted again, and what was skipped for a period, for whoever posts it; what hangs
on a board and wants a photograph, for whoever owes it; what became of an objection, for whoever made it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from sunward.charter import queries as charter
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.charter.engine.vocabulary import SUPERVISORS
from sunward.disclosure.answers import OUTCOMES
from sunward.disclosure.appealing import appeal_until
from sunward.disclosure.consents import taken_until
from sunward.disclosure.models import UNSETTLED, Objection, Publication
from sunward.disclosure.periods import Missed
from sunward.disclosure.queries.boards import wanted
from sunward.disclosure.queries.corrections import CorrectionOwed, corrections_owed
from sunward.disclosure.queries.items import Skipped, missed_items
from sunward.disclosure.rules import UPHELD, BoardProof, objection_state
from sunward.kernel.memo import remembering
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits
from sunward.registry import queries as registry

PUBLISH, PHOTOGRAPH, APPEAL = "disclosure.publish", "disclosure.photograph_board", "disclosure.appeal_objection"
MOST = 12
# An answer after which nothing is left to do is read on the desk for about as long as others can be appealed.
TOLD_FOR = timedelta(days=15)
TAKEN = Text(
    "对您的同意公示的异议成立，同意已撤回。不服的可以向街道申诉",
    "an objection to the posting of your consent was upheld, and it was withdrawn; you can appeal to the street",
)
TAKEN_APPEALED = Text("您的申诉等街道裁定，最迟 {day}", "your appeal waits for the street's ruling, due by {day}")
POST_AGAIN = Text("异议成立：更正后重新公开", "an objection was upheld: correct it and post it again")
TO_PHOTOGRAPH = Text("贴在公开栏上，等拍照", "hangs on the board, and waits for its photograph")
ONCE_MORE = Text("公开栏上的后半段还要再拍一次", "one more photograph from the later part of its time on the board")
HANG_UP = Text(
    "{day} 的照片里，公开栏上没有它：贴上再拍",
    "not on the board by a photograph of {day}: hang it up, then photograph it",
)
HANG_ALL = Text(
    "{day} 的照片里只有其中几张：贴齐再拍",
    "a photograph of {day} shows some of its sheets only: hang all of them, then photograph them",
)
NOT_SETTLED = Text(
    "您的异议有了答复：{zh}。不服的可以向街道申诉",
    "your objection was answered: {en}; you can appeal to the street",
)
ANSWERED = Text("您的异议有了答复：{zh}", "your objection was answered: {en}")
RULED = Text("街道裁定了您的申诉：{zh}", "the street has ruled on your appeal: {en}")
SKIPPED = Text("{period} 没有公开：还要公开", "nothing was published for {period}: it is still owed")
AWAITED = Text("您的异议等答复，最迟 {day}", "your objection waits for its answer, due by {day}")
TO_BE_RULED = Text("您的申诉等街道裁定，最迟 {day}", "your appeal waits for the street's ruling, due by {day}")
NO_RULING = Text(
    "您的申诉到 {day} 没有裁定：已列入超期", "your appeal had no ruling by {day}: it stands on the overdue list"
)
NO_ANSWER = Text(
    "您的异议到 {day} 没有答复：可以向街道申诉",
    "your objection had no answer by {day}: you can appeal to the street",
)


def waits_for(viewer: Viewer, on: date) -> list[Waits]:
    """What waits for this reader. A few queries, however many there are."""
    if viewer.person is None:
        return []
    with remembering():
        owed = [one for one in corrections_owed(viewer.community, on) if not one.of_roll] if viewer.posts else []
        again = [one for each in owed for one in to_post(each, viewer, on, POST_AGAIN)]
        skipped = _skipped(viewer, on) if viewer.posts else []
        return [*_objected(viewer, on), *_taken(viewer, on), *again[:MOST], *skipped[:MOST], *_boards(viewer, on)]


def _skipped(viewer: Viewer, on: date) -> list[Waits]:
    """The periods of the catalogue for which nothing was posted: for whoever posts by the list of powers, and told to
    whoever owes them, to supervisors and to whom the item says that a lapse goes. Its form knows item and period."""
    own = viewer.posts | {body_of(post) for post in viewer.posts}
    found = []
    for item in missed_items(viewer.community, on):
        acts = (PUBLISH,) if _posts(viewer, item.owner_post, on) else ()
        if acts or own & {item.owner_post, item.goes_to, SUPERVISORS}:
            found += [_of_period(viewer.community, item, one, acts) for one in item.periods]
    return sorted(found, key=lambda one: one.due or on)


def _of_period(community: str, item: Skipped, one: Missed, acts: tuple[str, ...]) -> Waits:
    here, page = Ref("community", community), Ref("disclosure_item", f"{community}/{item.key}")
    given = (("item", item.key), ("title", f"{item.name.zh}（{one.label}）"), ("event_on", str(one.ended_on)))
    return Waits(here, item.name, SKIPPED.fill(period=one.label), one.due_on, acts, page, given)


def _posts(viewer: Viewer, owner_post: str, on: date) -> bool:
    """Whether this reader posts by the list of powers; of the bodies that end a silence the one that owes it alone."""
    holders, owing = charter.holders_of(PUBLISH, viewer.community, on), body_of(owner_post)
    bodies = {body_of(post) for post in viewer.posts if post in holders or body_of(post) in holders}
    return any(body == owing or body not in SILENCE_ENDED_BY for body in bodies)


def to_post(owed: CorrectionOwed, viewer: Viewer, on: date, about: Text) -> Iterator[Waits]:
    """That it waits to be posted again, if this reader posts by the list of powers; of the bodies that end a silence
    the one that owes it alone. Its form knows what it corrects: what hangs there by now."""
    if not _posts(viewer, owed.owner_post, on):
        return
    given = [("item", owed.item), ("title", owed.title.zh), ("corrects", owed.newest)]
    here, page = Ref("community", viewer.community), Ref("objection", owed.objection)
    yield Waits(here, owed.title, about, owed.due_on, (PUBLISH,), page, tuple(given))


def _objected(viewer: Viewer, on: date) -> list[Waits]:
    """The answers to their own objections and appeals, until when they are due, and those that never came. One
    query."""
    lately = Q(answered_on__gte=on - LOOKED_BACK) | Q(ruled_on__gte=on - LOOKED_BACK)
    rows = Objection.objects.filter(
        UNSETTLED | lately, community_code=viewer.community, by=viewer.person, void_on=None
    ).defer("publication__text", "publication__rows")
    found = rows.select_related("publication").order_by("-id")
    return [one for row in found if (one := _of_objection(row, on))][:MOST]


def _taken(viewer: Viewer, on: date) -> Iterator[Waits]:
    """The objection that has taken the consent to their own vote, while they can appeal or wait for the ruling. Asked
    of whoever lives here without a vote, and of nobody else."""
    if viewer.person is None or "resident" not in viewer.capacities or "voter" in viewer.capacities:
        return
    consents = registry.consents_taken(viewer.person)
    rows = Objection.objects.filter(
        publication__subject_type="entry", publication__subject_id__in=consents, outcome__in=UPHELD, ruled_on=None
    )
    for row in rows.exclude(by=viewer.person).select_related("publication").order_by("id") if consents else ():
        if row.appealed_on:
            told = TAKEN_APPEALED.fill(day=row.ruling_due_on)
            yield Waits(row.ref, row.publication.title, told, None)
        elif (last := taken_until(row)) and on <= last:
            yield Waits(row.ref, row.publication.title, TAKEN, last, (APPEAL,))


def _of_objection(row: Objection, on: date) -> Waits | None:
    """None once nothing is to be done or read any more. What others owe by a day is no day of whoever objected."""
    state, title = objection_state(row, on), row.publication.title
    if state.waits_for == "ruling":
        told = NO_RULING if state.silent_days else TO_BE_RULED
        return Waits(row.ref, title, told.fill(day=row.ruling_due_on), None)
    if state.waits_for:
        told, acts = (NO_ANSWER, (APPEAL,)) if state.silent_days else (AWAITED, ())
        return Waits(row.ref, title, told.fill(day=row.due_on), None, acts)
    came, said = row.ruled_on or row.answered_on, dict(OUTCOMES)[state.outcome]
    last = None if row.ruled_on else appeal_until(row)
    if last and on <= last:
        return Waits(row.ref, title, NOT_SETTLED.fill(zh=said.zh, en=said.en), last, (APPEAL,))
    if last or came is None or on > came + TOLD_FOR:
        return None
    return Waits(row.ref, title, (RULED if row.ruled_on else ANSWERED).fill(zh=said.zh, en=said.en), None)


def _boards(viewer: Viewer, on: date) -> list[Waits]:
    """For whose posting it is, and for the first office whom the list of powers names: with a resident's power to
    photograph anybody may, and nobody has to."""
    found = list(wanted(viewer.community, on)) if viewer.posts else []
    if not found:
        return []
    holders = charter.holders_of(PHOTOGRAPH, viewer.community, on)
    first = next((post for post in holders if "." in post), "")
    acts = (PHOTOGRAPH,) if (viewer.posts | viewer.capacities) & set(holders) else ()
    own = viewer.posts | {body_of(post) for post in viewer.posts}
    mine = [(row, proof) for row, proof in found if first in viewer.posts or row.owner_post in own]
    return [_photograph(row, proof, acts) for row, proof in mine[:MOST]]


def _photograph(row: Publication, proof: BoardProof, acts: tuple[str, ...]) -> Waits:
    if proof.gone_by:
        missed = proof.absent_on[-1]
        told = HANG_ALL if missed in proof.partly_on else HANG_UP
        return Waits(row.ref, row.title, told.fill(day=missed), row.must_stay_until, acts)
    if proof.first is None:
        return Waits(row.ref, row.title, TO_PHOTOGRAPH, proof.photograph_by, acts)
    return Waits(row.ref, row.title, ONCE_MORE, row.must_stay_until, acts)
