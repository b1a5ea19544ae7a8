"""What elections shows as overdue: recalls nobody called, lists not posted, things not handed over."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from sunward.charter import queries as charter
from sunward.charter.engine import ElectionRules
from sunward.charter.wording import holders_named
from sunward.elections.book import name_of_post, rules_of_election, rules_of_recall, whose_recall
from sunward.elections.models import Election, Handover, Recall
from sunward.elections.office.leftovers import receiving, unbegun
from sunward.elections.queries.unsettled import NO_POLL, caller, lately_called, newest_of, others_too, unsettled
from sunward.elections.waiting.owing import CALL_ELECTION, STREET, candidates_of, owner
from sunward.elections.waiting.renewing import uncalled
from sunward.elections.waiting.silence import candidates_due, roll_due, steppers_in
from sunward.elections.words import THINGS
from sunward.kernel.memo import remembering
from sunward.kernel.overdue import Overdue
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.registry import queries as registry

LIMIT = 100
SILENT = Text("委员会没有召集", "the committee is silent")
CALL = Text("召集罢免投票", "call the vote")
NOT_GIVEN = Text("前任没有移交", "the former holder has not handed it over")
ORDER = Text("由街道责令移交", "the street orders it handed over")
# No law says how long a receiver may look through what came; three days are enough to count it.
TO_CONFIRM = timedelta(days=3)
SAYS_GIVEN = Text("前任说已经移交，接收人没有确认", "the former holder says it was handed over; not confirmed")
CONFIRM = Text("接收人清点后确认，或者说明缺什么", "the receiver counts it and confirms, or says what is missing")
NOT_COME = Text(
    "前任说已经移交，接收人说没有收到或者不齐",
    "the former holder says it was handed over, the receiver that it has not come, or not all of it",
)
SEE_OR_ORDER = Text(
    "监督委员会到场看过后见证；没有移交的，由街道责令移交",
    "the supervision committee sees for itself and witnesses it; else the street orders it handed over",
)
HAS_DIED = Text("前任已去世，还没有人接管", "the former holder has died, and nobody has taken it over yet")
TAKE_OVER = Text("代管的人清点、接管并确认", "whoever keeps the office counts it, takes it over and confirms")
NOT_BEGUN = Text("没有登记要移交什么、交给谁、到哪天", "nobody has entered what is owed, to whom and by when")
BEGIN = Text("开始工作移交；监督委员会、街道也可以", "begin the handover; supervisors or the street may too")
HAND_OVER = "elections.hand_over"
TERMS_END = Text("任期 {day} 届满，没有人发布选举公告", "the terms end on {day}, and nobody has called the election")
CALL_IT = Text("发布选举公告，换届；{zh}也可以", "call an election of all seats; may be called by others too: {en}")
# So long before the end of a term the day of its call is looked for; a quarter of a year, and as much for the steps.
TERMS_AHEAD = timedelta(days=183)
NO_RULE = Text(
    "没有规则写明这个岗位怎样罢免，没有人能召集投票", "no rule says how this post is recalled: nobody can call it"
)
ANSWER = Text(
    "街道答复联名的人；也可以联名要求开会讨论，或者修改规则册",
    "the street answers those who signed; a meeting on it can be petitioned for, or the rule book changed",
)
OTHERS = Text(
    "选举委员会另定选举日、公布名单；监督委员会、街道也可以",
    "the election committee moves the voting day and posts it; the supervision committee or the street may do so too",
)
MOVE_OR_CALL = Text(
    "选举委员会另定选举日；监督委员会、街道也可以；也可以再发布选举公告",
    "the election committee sets another day; the supervision committee or the street may do so too, or another "
    "election is called",
)


def overdue(community: str, on: date) -> list[Overdue]:
    """Everything past its day; the number of queries does not grow with the rows."""
    with remembering():
        return [
            *_recalls(community, on),
            *unsettled(community, on),
            *_elections(community, on),
            *_not_called(community, on),
            *_handovers(community, on),
            *_unbegun(community, on),
        ]


def _recalls(community: str, on: date) -> Iterator[Overdue]:
    """Not called in time. Of whoever has left office since nobody is to call it: it would be refused."""
    rows = Recall.objects.select_related("person", "petition").filter(
        community_code=community, called_on=None, declared_on=None
    )
    rows = rows.filter(Q(due_on__lt=on) | Q(due_on=None, asked_on__lt=on))
    found = list(rows.order_by("-id")[:LIMIT])
    over = registry.ended((row.appointment for row in found), on) if found else frozenset()
    for row in found:
        if row.appointment in over:
            continue
        who = whose_recall(row)
        if row.due_on is None and rules_of_recall(row).recall is None:
            title = Text(
                f"要求罢免{who.zh}，没有规则可以召集投票", f"Recall of the {who.en} asked for without a rule for it"
            )
            yield _late(title, STREET, row.asked_on, on, (NO_RULE, ANSWER), row.ref)
        elif row.owed_by and row.owed_by < on:
            title = Text(f"要求罢免{who.zh}，没有召集投票", f"Vote on the recall of the {who.en} not called")
            yield _late(title, caller(row, on), row.owed_by, on, (SILENT, others_too(row, CALL)), row.ref)


def _elections(community: str, on: date) -> Iterator[Overdue]:
    newest = newest_of(community)
    waiting = [row for row in lately_called(community, on) if row.polled_on is None and newest.get(row.body) == row.pk]
    standing = candidates_of(waiting)
    for row in waiting:
        whose = owner(CALL_ELECTION, community, on, standing.get(row.pk, ()))
        if row.voting_day < on and row.roll_id and row.candidates_posted_on:
            title = Text(f"选举没有投票：{row.number}", f"Election without a poll: {row.number}")
            yield _late(title, whose, row.voting_day, on, (NO_POLL, MOVE_OR_CALL), row.ref)
        yield from _lists(row, rules_of_election(row), on, whose)


def _not_called(community: str, on: date) -> Iterator[Overdue]:
    """Bodies whose terms end, and too little time is left, or none, for an election by the rules."""
    for one in uncalled(community, on, TERMS_AHEAD):
        if one.due < on:
            body = charter.name_of_body(one.body, community, on)
            title = Text(f"{body.zh}任期届满，没有换届", f"Election not called, terms end: {body.en}")
            stepping = steppers_in(one.body, community, on)
            others = holders_named(stepping)
            words = TERMS_END.fill(day=one.ends), Text(
                CALL_IT.zh.format(zh=others.zh), CALL_IT.en.format(en=others.en)
            )  # fmt: skip
            bodies = (*charter.owing_bodies(CALL_ELECTION, community, on), *map(body_of, stepping))
            whose = owner(CALL_ELECTION, community, on, bodies=bodies)
            yield _late(title, whose, one.due, on, words, Ref("community", community), one.source)


def _lists(row: Election, rules: ElectionRules, on: date, whose: str) -> Iterator[Overdue]:
    due = roll_due(row, rules)
    if row.roll_id is None and due < on:
        what = Text("等选举委员会确定名册", "waits for the election committee to settle the roll")
        yield _late(Text(f"选举名册没有公布：{row.number}", f"Roll of an election not posted: {row.number}"),
                    whose, due, on, (what, OTHERS), row.ref)  # fmt: skip
    due = candidates_due(row, rules)
    if row.candidates_posted_on is None and due < on:
        what = Text("等公布候选人名单", "waits for the list of candidates")
        yield _late(Text(f"候选人名单没有公布：{row.number}", f"Candidates not posted: {row.number}"),
                    whose, due, on, (what, OTHERS), row.ref)  # fmt: skip


def _handovers(community: str, on: date) -> Iterator[Overdue]:
    rows = Handover.objects.filter(community_code=community, confirmed_on=None, due_on__lt=on, void_on=None)
    rows = rows.order_by("due_on")[:LIMIT]
    found = list(rows)
    over = registry.ended((row.appointment for row in found), on) if found else frozenset()
    for row in found:
        if row.appointment in over or row.passes_on_id:  # else a death that was none: the office goes on
            post, thing = name_of_post(row.post, community), THINGS[row.thing]
            title = Text(f"{post.zh}没有移交{thing.zh}", f"Not handed over by the former {post.en}: {thing.en}")
            whose, words = _whose(row, on)
            yield _late(title, whose, row.due_on, on, words, row.ref, row.source)


def _whose(row: Handover, on: date) -> tuple[str, tuple[Text, Text]]:
    """The former holder's, by order of the street; the receiver's where that one has died, or says that it was handed
    over and days have passed, or supervisors have seen it. Where the receiver says that it has not come, the former
    holder's again."""
    waited = row.given_on is not None and row.missing_on is None and row.given_on + TO_CONFIRM < on
    said = row.witnessed_on is not None or waited
    dead = registry.death_of(row.giver_id) is not None
    if dead or said:
        return receiving(row, on)[1], (SAYS_GIVEN, CONFIRM) if said else (HAS_DIED, TAKE_OVER)
    return STREET, (NOT_COME, SEE_OR_ORDER) if row.missing_on and row.given_on else (NOT_GIVEN, ORDER)


def _unbegun(community: str, on: date) -> Iterator[Overdue]:
    """Whose office time has ended, or an entry made beforehand: nobody has said what they hand over to whom."""
    for term in unbegun(community, on):
        if term.left_on and term.left_on < on:
            post = name_of_post(term.post, community)
            title = Text(f"{post.zh}离任，移交没有开始", f"Nothing handed over yet by the former {post.en}: not begun")
            whose, subject = owner(HAND_OVER, community, on), Ref("appointment", term.number)
            yield _late(title, whose, term.left_on, on, (NOT_BEGUN, BEGIN), subject)


def _late(
    title: Text, owner: str, due: date, on: date, words: tuple[Text, Text], subject: Ref, source: str = ""
) -> Overdue:
    stuck, step = words
    return Overdue(title, owner, due, (on - due).days, stuck, step, subject, source)
