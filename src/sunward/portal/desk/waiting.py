"""What an officer has to do today: what is open on whose desk, what comes due, and what can be begun."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.decisions import queries as decisions
from sunward.disclosure import queries as disclosure
from sunward.duties import queries as duties
from sunward.elections import queries as elections
from sunward.kernel.acts import act_named
from sunward.kernel.available import Option, available
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.templatetags.sunward import yuan
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits
from sunward.meetings import queries as meetings
from sunward.money import queries as money
from sunward.portal.desk import consents, lists, votes
from sunward.portal.desk.tasks import CALL, URGENT_ONLY, called_in_vain
from sunward.registry import queries as registry

AHEAD = timedelta(days=14)
OWED: tuple[Callable[[Viewer, date], list[Waits]], ...] = (
    elections.waits_for, meetings.waits_for, disclosure.waits_for, ballots.waits_for, decisions.waits_for,
    lists.to_print,
)  # fmt: skip
UNSECONDED = Text("请求暂停：{what}，等第二个人同意", "To be stopped: {what}; a second person has to agree")
TO_ANSWER = Text("等待答复", "waits for an answer")
TO_RULE = Text("已向街道申诉，等待裁定", "was appealed, and waits for the ruling")
HELD = Text("已暂停：{what}", "Stopped: {what}")
MOST = 12  # things of one kind looked at; the rest stands in its list


@dataclass(frozen=True, slots=True)
class Item:
    """Something under way, with what this person can do about it, now or not yet."""

    subject: Ref
    title: Text
    about: Text
    due: date | None
    options: tuple[Option, ...]
    given: tuple[tuple[str, str], ...] = ()  # facts of the first that are known already
    room: str = ""  # the meeting that they run just now

    @property
    def actionable(self) -> bool:
        return bool(self.room) or any(option.open for option in self.options)


def things_to_do(viewer: Viewer, on: date) -> list[Item]:
    """What waits for this person: things that can be done now first, by their day."""
    if viewer.person is None:
        return []
    found = _payments(viewer, on)
    found += [
        Item(subject, title, about, due, options)
        for subject, title, about, due in under_way(viewer, on)
        if (options := _worth_it(viewer, subject, _for(viewer, subject)))
    ]
    found += islice(_objections(viewer, on), MOST)
    found += _deciding(viewer, on) if viewer.posts else []
    found += _consents(viewer, on)
    found += [_owed(one) for tell in OWED for one in tell(viewer, on)]
    return sorted(found, key=lambda item: (not item.actionable, item.due or date.max))


def _owed(one: Waits) -> Item:
    """What its context has found to be theirs: the form itself asks again whether it can be done."""
    options = tuple(Option(act_named(name), "", one.subject, ()) for name in one.acts)
    return Item(one.page or one.subject, one.title, one.about, one.due, options, one.given)


def _deciding(viewer: Viewer, on: date) -> list[Item]:
    """Meetings and votes: of all that can be done there, only the next step, and only where it can be taken; a meeting
    that goes on in any case, for whoever runs it works in its room."""
    found = []
    for one in votes.waiting(viewer, on):
        options = tuple(_in_order(_for(viewer, one.subject), one.acts))
        if options or one.room:
            found.append(Item(one.subject, one.title, one.about, one.due, options, one.given, one.room))
    return found


def _in_order(options: tuple[Option, ...], acts: tuple[str, ...]) -> Iterator[Option]:
    """Those of the acts that are open, in their own order."""
    found = {one.act.name: one for one in options if one.open}
    return (found[act] for act in acts if act in found)


def _for(viewer: Viewer, subject: Ref) -> tuple[Option, ...]:
    """Only what comes with a post: what anybody or every resident may do is on the thing's own page."""
    options = available(viewer.person or "", subject, viewer.community)
    return tuple(
        option
        for option in options
        if "." in option.post
        and option.act.duty
        and (option.open or option.act.name not in URGENT_ONLY)  # not a word of it on ordinary payments
    )


def _worth_it(viewer: Viewer, subject: Ref, options: tuple[Option, ...]) -> tuple[Option, ...]:
    """No hearing is to be called on what is heard already."""
    if all(option.act.name != CALL for option in options):
        return options
    vain = called_in_vain(viewer, subject)
    return tuple(option for option in options if option.act.name not in vain)


def _payments(viewer: Viewer, on: date) -> list[Item]:
    """Payments and their orders that wait for this person, the longest first. Each is looked at in full, at some forty
    queries, and so no more than are told; what waits for others stands in the list of payments."""
    found = []
    for payment in money.turns_of(viewer, on)[:MOST]:
        about = Text(f"{yuan(payment.amount)}，{payment.payee}", f"{yuan(payment.amount)}, {payment.payee}")
        subject = Ref("order", payment.order) if payment.order else Ref("payment", payment.number)
        if options := _for(viewer, subject):
            found.append(Item(subject, Text.of(payment.purpose), about, None, options))
    return found


def under_way(viewer: Viewer, on: date) -> Iterator[tuple[Ref, Text, Text, date | None]]:
    """What is not finished, besides payments: disputes and holds, matters, what the bank shows."""
    code = viewer.community
    yield from _of_supervision(viewer, on)
    for say in decisions.needs_say(code, on, MOST):
        theirs = say.kind == "redraft" and not say.owed_by.isdisjoint({viewer.person, *viewer.posts})
        if say.kind == "next_step" or theirs:
            yield say.subject, say.title, say.what, say.until
    yield from _of_the_bank(code, on)


def _objections(viewer: Viewer, on: date) -> Iterator[Item]:
    """Those that this person can answer or rule on, oldest first: one that others answer, or rule on, waits for them
    alone, and takes no place here."""
    for one in disclosure.waiting_objections(viewer, on) if viewer.posts else ():
        subject, to = Ref("objection", one.number), one.publication_title
        if options := tuple(option for option in _for(viewer, subject) if option.open):
            title = Text(f"对“{to.zh}”的异议", f"Objection to “{to.en}”")
            appealed = one.state.waits_for == "ruling"
            what, due = (TO_RULE, one.ruling_due_on) if appealed else (TO_ANSWER, one.due_on)
            yield Item(subject, title, what, due, options)


def _of_supervision(viewer: Viewer, on: date) -> Iterator[tuple[Ref, Text, Text, date | None]]:
    """What somebody says a clerk entered wrongly for them, on the desk of whoever answers; what has been stopped."""
    for one in disclosure.waiting_disputes(viewer, on, MOST):
        title = Text("对窗口代办的异议", "Dispute about what was entered at the desk")
        yield Ref("desk_dispute", one.number), title, TO_ANSWER, one.due_on
    for hold in charter.unlifted_holds(viewer.community, MOST):
        told = HELD if hold.seconded_on else UNSECONDED
        yield Ref("hold", hold.number), told.fill(what=hold.subject_id), Text.of(hold.reason), None


def _of_the_bank(code: str, on: date) -> Iterator[tuple[Ref, Text, Text, date | None]]:
    """What the bank shows and nobody has explained, and what it should show by now."""
    for line in money.outside_chain(code, on, limit=MOST):
        if not line.explanation:
            title = Text(f"链外支出 {yuan(line.amount)}", f"Paid outside the chain: {yuan(line.amount)}")
            yield Ref("bank_line", line.number), title, Text.of(line.counterparty), line.explain_by
    for income in money.unbanked(code, MOST):
        title = Text(f"收入 {yuan(income.amount)}", f"Income of {yuan(income.amount)}")
        yield Ref("income", income.number), title, Text("等存入银行", "waits for the bank"), None


def _consents(viewer: Viewer, on: date) -> Iterator[Item]:
    """Who has applied for the vote and waits for the body that the rules name, with the next step, for whoever records
    the consent."""
    if "." not in charter.post_for(viewer, consents.CONSENT, on):
        return
    for waiting in registry.applications_waiting(viewer.community, MOST):
        step = consents.next_step(waiting.person, viewer.community, on)
        if step is not None:
            title = Text(f"{waiting.name}申请参加表决", f"{waiting.name} applies for the vote")
            offered = _for(viewer, step.subject) if step.subject else ()
            options = tuple(one for one in offered if one.act.name == step.act)
            yield Item(step.page or Ref.parse(waiting.person), title, step.words, None, options, step.given)


def coming_due(viewer: Viewer, on: date) -> list[duties.DutyRow]:
    """The duties of this person's posts that fall due within two weeks or are past their day."""
    rows = duties.calendar(viewer.community, on - LOOKED_BACK, on + AHEAD, on)
    return [row for row in rows if row.met_on is None and _owned(row.owner, viewer.posts)]


def _owned(owner: str, posts: frozenset[str]) -> bool:
    return owner in posts or any(body_of(post) == owner for post in posts)


def can_begin(viewer: Viewer) -> tuple[Option, ...]:
    """What the person's posts may begin: acts on the community itself."""
    if viewer.person is None:
        return ()
    return tuple(option for option in _for(viewer, Ref("community", viewer.community)) if option.open)
