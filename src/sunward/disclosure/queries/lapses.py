"""What disclosure shows as overdue: silence on objections and appeals, postings taken down before their time, boards
that nobody photographed, corrections and demanded items that are owed, items of the catalogue that were missed."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from sunward.charter import queries as charter
from sunward.charter.engine.vocabulary import SUPERVISORS
from sunward.disclosure.keeping import RULING, answered_by, holders_of
from sunward.disclosure.models import DeskDispute, Objection, Publication
from sunward.disclosure.own_answers import rulers_besides
from sunward.disclosure.queries.boards import unproved
from sunward.disclosure.queries.chains import Corrections
from sunward.disclosure.queries.corrections import corrections_owed
from sunward.disclosure.queries.demands import demands
from sunward.disclosure.queries.items import missed_items
from sunward.disclosure.queries.objections import waiting
from sunward.disclosure.queries.standing import EARLY, TOO_FEW_DAYS
from sunward.disclosure.rules import SHOWN_WITHIN, BoardProof, objection_state, posting_state
from sunward.disclosure.stakes import Answerers, owner_has_a_stake
from sunward.kernel.memo import remembering
from sunward.kernel.overdue import LOOKED_BACK, Overdue
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text

FOR_OTHERS = Text(
    "应当答复的人自己有关，由街道书面答复并公开",
    "whoever owes it has a stake: the street answers in writing, in public",
)
FOR_SUPERVISORS = Text(
    "应当答复的人和街道都自己有关，由没有关系的监督委员会成员书面答复并公开",
    "whoever owes it and the street have a stake: a supervisor without one answers in writing, in public",
)
FOR_WHO_MAY = Text(
    "负责公开的岗位没有答复异议的权力，由街道书面答复并公开",
    "no power lets whoever hangs it answer an objection: the street answers in writing, in public",
)
NOT_ANSWERED = Text("对“{zh}”的异议没有答复", "No answer to an objection to “{en}”")
NOT_RULED = Text("对“{zh}”的异议申诉了，没有裁定", "No ruling on the appeal of an objection to “{en}”")
RULED_IN_PUBLIC = Text("书面裁定并公开", "rule in writing, in public")
ANSWERED_IN_PUBLIC = Text("书面答复并公开", "answer in writing, in public")
DISPUTE = "disclosure.answer_dispute"
STUCK_AT = {
    "answer": Text("等答复", "waits for an answer"),
    "ruling": Text("等街道裁定", "waits for the street's ruling"),
}
NO_PHOTOGRAPH = Text("“{zh}”张贴后没有拍照", "No photograph of “{en}” on the board")
NOT_CORRECTED = Text("“{zh}”异议成立，还没有更正", "“{en}”: an objection was upheld, not corrected yet")
DEMANDED = Text("居民要求公开：{zh}", "Demanded by residents: {en}")
MISSED = Text("没有按期公开：{zh}（{period}）", "Not published in time: {en} ({period})")
TAKEN_DOWN = Text("“{zh}”提前撤下", "“{en}” was taken down early")
TOO_SHORT = Text("“{zh}”公开的天数不够", "“{en}” was posted for too few days")
AGAIN = Text("重新公开", "post it again")
# What calls people to a poll is of no use once it is over: nobody is asked to hang it up again.
UNTIL_THE_POLL = frozenset({"election_called", "election_candidates", "election_run_off"})
SHOW_IT = Text(
    "补交当时的照片；投票已经过了，不必再贴",
    "enter a photograph taken then; the poll is over, and it need not hang again",
)
STAYS_SAID = Text(
    "投票已经过了，不必再贴；当时没有做到的一直写明",
    "the poll is over, and it need not hang again; what was missed stays said",
)
GONE = Text("“{zh}”不在公开栏上", "“{en}” is not on the board")
IN_PART = Text("“{zh}”没有贴齐", "Not all sheets of “{en}” are on the board")
PARTLY = Text("{day} 的照片里只有其中几张", "a photograph of {day} shows some of its sheets only")
NOT_WHOLE = Text("“{zh}”还没有一张照片拍到全部", "No photograph shows all of “{en}” on the board")
STALE = Text("“{zh}”后半段没有照片", "No photograph of “{en}” from the later part of its time")


def overdue(community: str, on: date) -> list[Overdue]:
    """Everything past its day; `owner_post` is who must act. The number of queries does not depend on how much."""
    later = Corrections([community], on)
    with remembering():
        return [
            *_silences(community, on),
            *_short_postings(community, on, later),
            *_disputes(community, on),
            *_boards(community, on, later),
            *_corrections(community, on, later),
            *_demanded(community, on),
            *_missed(community, on),
        ]


def _silences(community: str, on: date) -> Iterator[Overdue]:
    for row in waiting(community).select_related("publication").order_by("due_on"):
        state = objection_state(row, on)
        if state.silent_days:
            yield _silence(row, state.waits_for, state.silent_days, on)


def _silence(row: Objection, waits_for: str, days: int, on: date) -> Overdue:
    ruling, title = waits_for == "ruling", row.publication.title
    answerers = Answerers.of(row, on)
    barred = not ruling and answerers.others
    owner = _ruler(row, on) if ruling else answerers.post
    told = _told_of_others(row, owner, on) if barred else ANSWERED_IN_PUBLIC
    return Overdue(
        title=(NOT_RULED if ruling else NOT_ANSWERED).fill(zh=title.zh, en=title.en),
        owner_post=owner,
        due_on=(row.ruling_due_on or row.due_on) if ruling else row.due_on,
        days_late=days,
        stuck_at=STUCK_AT[waits_for],
        next_step=RULED_IN_PUBLIC if ruling else told,
        subject=row.ref,
        source=row.publication.source,
    )


def _ruler(row: Objection, on: date) -> str:
    """Whose ruling it waits for: the first by the list that did not answer it."""
    named = holders_of(RULING, row.community_code, on, row)
    others = rulers_besides(row, on) if answered_by(row).post else ()
    return next(iter(others or named), "")


def _told_of_others(row: Objection, answering: str, on: date) -> Text:
    """Why it is not the owner of the posting who answers; never that they are who objected."""
    if not owner_has_a_stake(row.publication, on):
        return ANSWERED_IN_PUBLIC if Answerers.of(row, on).owner_may else FOR_WHO_MAY
    return FOR_SUPERVISORS if body_of(answering) == SUPERVISORS else FOR_OTHERS


def _disputes(community: str, on: date) -> Iterator[Overdue]:
    """What was said at the desk to be wrong, and nobody has answered."""
    rules = charter.charter_of(community, on)
    owner = next((post for power in rules.powers.values() if power.act == DISPUTE for post in power.held_by), "")
    rows = DeskDispute.objects.filter(community_code=community, answered_on=None, due_on__lt=on, received_on__lte=on)
    for row in rows.order_by("due_on"):
        yield Overdue(
            title=Text("对窗口代办的异议没有答复", "No answer to a dispute about the desk"),
            owner_post=owner,
            due_on=row.due_on,
            days_late=(on - row.due_on).days,
            stuck_at=STUCK_AT["answer"],
            next_step=Text("书面答复本人", "answer the person in writing"),
            subject=row.ref,
        )


def _short_postings(community: str, on: date, later: Corrections) -> Iterator[Overdue]:
    """Taken down early, or posted for too few days, and not posted again: the obligation to post is open from that day
    on. Posted again for too few, it is the newest that is short."""
    few = Q(TOO_FEW_DAYS, recorded_on__lte=on, recorded_on__gte=on - LOOKED_BACK)
    rows = Publication.objects.filter(Q(EARLY, taken_down_on__lte=on) | few, community_code=community)
    for row in rows.defer("text", "rows").order_by("taken_down_on", "id"):
        if later.posted_again(row):
            continue
        state = posting_state(row, on)
        early = (
            row.taken_down_on is not None and row.taken_down_on <= on and state.short_by > state.short_from_the_start
        )
        since = row.taken_down_on if early and row.taken_down_on else row.recorded_on
        yield Overdue(
            title=(TAKEN_DOWN if early else TOO_SHORT).fill(zh=row.title_zh, en=row.title_en),
            owner_post=row.owner_post,
            due_on=since,
            days_late=(on - since).days,
            stuck_at=Text(f"少公开 {state.short_by} 天", f"{state.short_by} days short"),
            next_step=STAYS_SAID if row.item in UNTIL_THE_POLL and on > row.must_stay_until else AGAIN,
            subject=row.ref,
            source=row.source,
        )


def _boards(community: str, on: date, later: Corrections) -> Iterator[Overdue]:
    """It had to hang on a board, and no photograph shows that it did; or none shows that it still did."""
    source = charter.charter_of(community, on).parameters.get("board_photograph")
    for row, proof in unproved(community, on, later):
        title, due_on = _lapse(row, proof)
        yield Overdue(
            title=title.fill(zh=row.title_zh, en=row.title_en),
            owner_post=row.owner_post,
            due_on=due_on,
            days_late=(on - due_on).days,
            stuck_at=_stuck(proof),
            next_step=AGAIN if later.replaced(row) else _next_step(row, on),
            subject=row.ref,
            source=source.source if source else row.source,
        )


def _lapse(row: Publication, proof: BoardProof) -> tuple[Text, date]:
    if proof.gone_by:
        return IN_PART if proof.absent_on[-1] in proof.partly_on else GONE, proof.absent_on[-1]
    if proof.first is None:
        return NOT_WHOLE if proof.partly_on else NO_PHOTOGRAPH, proof.photograph_by
    return STALE, row.must_stay_until


def _stuck(proof: BoardProof) -> Text:
    if proof.gone_by and proof.absent_on[-1] in proof.partly_on:
        return PARTLY.fill(day=proof.absent_on[-1])
    if proof.gone_by:
        return Text(
            f"{proof.absent_on[-1]} 的照片里没有它", f"a photograph of {proof.absent_on[-1]} shows no such sheet"
        )
    if proof.first is None:
        return Text("没有证明它挂过", "nothing shows that it hung")
    return Text(f"只证明挂了 {proof.days} 天", f"proved for {proof.days} days only")


def _next_step(row: Publication, on: date) -> Text:
    if on <= row.must_stay_until:
        return Text("去拍下公开栏", "photograph the board")
    late = on > row.must_stay_until + SHOWN_WITHIN
    if row.item in UNTIL_THE_POLL:
        return STAYS_SAID if late else SHOW_IT
    return AGAIN if late else Text("补交当时的照片，或者重新公开", "enter a photograph taken then, or post it again")


def _corrections(community: str, on: date, later: Corrections) -> Iterator[Overdue]:
    """An objection was upheld, and the corrected posting is not there by its day. Of rolls ballots tells: it knows
    what was corrected on them."""
    for owed in corrections_owed(community, on, later):
        if owed.late_by and not owed.of_roll:
            yield Overdue(
                title=NOT_CORRECTED.fill(zh=owed.title.zh, en=owed.title.en),
                owner_post=owed.owner_post,
                due_on=owed.due_on or on,
                days_late=owed.late_by,
                stuck_at=Text("等更正后重新公开", "waits for the corrected posting"),
                next_step=Text("更正并重新公开", "correct it and post it again"),
                subject=Ref("objection", owed.objection),
                source=owed.source,
            )


def _demanded(community: str, on: date) -> Iterator[Overdue]:
    for demand in demands(community, on):
        if demand.overdue_since and demand.late_by:
            passed = Text("下一次公开没有带上它", "the next posting did not carry it")
            yield Overdue(
                title=DEMANDED.fill(zh=demand.title.zh, en=demand.title.en),
                owner_post=demand.owner_post,
                due_on=demand.overdue_since,
                days_late=demand.late_by,
                stuck_at=passed if demand.passed_over else Text("还没有公开", "not published yet"),
                next_step=Text("公开这一项", "publish this item"),
                subject=demand.ref,
                source=demand.source,
            )


def _missed(community: str, on: date) -> Iterator[Overdue]:
    """Every period that was skipped, one by one, as every duty; the catalogue tells of older ones too."""
    for item in missed_items(community, on):
        for one in (each for each in item.periods if each.due_on >= on - LOOKED_BACK):
            yield Overdue(
                title=MISSED.fill(zh=item.name.zh, en=item.name.en, period=one.label),
                owner_post=item.owner_post,
                due_on=one.due_on,
                days_late=(on - one.due_on).days,
                stuck_at=Text("还没有公开", "not published yet"),
                next_step=Text("公开这一项", "publish this item"),
                subject=Ref("disclosure_item", f"{community}/{item.key}"),
                source=item.source,
            )
