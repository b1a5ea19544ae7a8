"""A resolution in plain words, as it is posted: what was decided, by whom, with which figures, what it changes, what
comes next. Whoever posts it reads it in the form and may change it; nothing in it was typed for the posting."""

from collections.abc import Iterator, Mapping, Sequence

from sunward.ballots.queries import VoteOn
from sunward.charter import queries as charter
from sunward.charter.engine.vocabulary import AREAS, CLASSES
from sunward.charter.wording import figure_said, holder_name, said
from sunward.decisions import queries as decisions
from sunward.decisions.queries import DecisionPage, MatterPage, ReportView
from sunward.kernel import clock
from sunward.kernel.findings import breaches
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import yuan
from sunward.kernel.text import Text, day_in_full
from sunward.meetings import queries as meetings
from sunward.portal.words.differences import in_lines
from sunward.portal.words.figures import TOLD, as_in_the_room

POSTED = "resolution_disclosure"
DECIDED = Text("决定的事项：{title}（事项 {matter}）。", "Decided: {title} (matter {matter}).")
MONEY = Text("可以支出：{amount}。", "May be spent: {amount}.")
AT_MEETING = Text(
    "{day}，{body}在会议 {meeting} 上表决通过，决定编号 {number}。",
    "Adopted on {day} by the vote of the {body} at meeting {meeting}; decision {number}.",
)
REPORTED = Text(
    "{day}，{body}表决通过，决定编号 {number}；数字由{post}报告。",
    "Adopted on {day} by the {body}; decision {number}. The figures were reported by: {post}.",
)
COUNTED = Text("表决结果（{of}）：{figures}。", "The vote ({of}): {figures}.")
BREACH = Text("注意，不合规，现在不能据此办事：{what}", "Alert: not in order, nothing can be done on it now: {what}")
CHANGES = Text("修改的地方共 {number} 处（草案 {draft}）：", "What changes, in {number} places (draft {draft}):")
FIRST_WORDING = Text("通过的是草案 {draft} 的全文。", "The whole text of draft {draft} was adopted.")
FROM = Text(
    "登记施行以后，自 {day} 起施行；在那以前规则不变。",
    "In force from {day} once that is entered; until then nothing changes.",
)
NEXT = Text("接下来：{steps}。", "What comes next: {steps}.")
OBJECT = Text(
    "有异议的，公开期间到服务中心窗口或者在网页上提出，每一条都公开答复。",
    "Whoever objects says so while this hangs, at the service centre or on its page; every objection is answered in "
    "public.",
)


def resolution_in_words(number: str, community: str) -> Text | None:
    """The whole of it, line by line; None where this community has no such decision."""
    today = clock.today()
    made = decisions.decision(number, today)
    if made is None or made.community != community:
        return None
    page = decisions.matter_page(made.card.matter, today)
    if page is None:
        return None
    lines = list(_lines(made, page))
    return Text("\n".join(one.zh for one in lines), "\n".join(one.en for one in lines))


def _lines(made: DecisionPage, page: MatterPage) -> Iterator[Text]:
    yield from _decided(made)
    reports = (one for step in page.steps for one in (step.report, *step.older))
    report = next((one for one in reports if one and one.number == made.step), None)
    put = meetings.votes_about(Ref("matter", made.card.matter))
    if report:
        yield from _voted(made, report, [one.vote for one in put])
    if made.state.word == "not_in_order":
        yield from (BREACH.fill(what=one.text) for one in breaches(made.state.findings))
    yield from (one.chosen.said for one in put if one.chosen)
    yield from _amended(page.draft)
    ahead = [step.title for step in page.steps if step.place in {"next", "later"} and step.key != POSTED]
    if ahead:
        steps = Text("、".join(one.zh for one in ahead), ", ".join(one.en for one in ahead))
        yield NEXT.fill(steps=steps)
    yield OBJECT


def _decided(made: DecisionPage) -> Iterator[Text]:
    """What it is, in the words of the matter, and what may be spent."""
    yield DECIDED.fill(matter=made.card.matter, title=made.card.title)
    if made.text:
        yield Text.of(made.text)
    if made.card.authorised is not None:
        yield MONEY.fill(amount=yuan(made.card.authorised))


def _voted(made: DecisionPage, report: ReportView, put: Sequence[VoteOn]) -> Iterator[Text]:
    """By whom, on which day, and the figures of the one tally, or of whoever reported them."""
    words, day = AT_MEETING if report.meeting else REPORTED, day_in_full(report.held_on)
    post, number = holder_name(report.reported_by_post), made.card.number
    yield words.fill(day=day, body=report.body, post=post, meeting=report.meeting, number=number)
    for name, figures in as_in_the_room(report.counts, report.meeting, put).items():
        if name in CLASSES and "for" in figures:
            yield COUNTED.fill(of=said(CLASSES[name]), figures=_figures(name, figures))


def _figures(name: str, figures: Mapping[str, int]) -> Text:
    """The figures of one class: people as numbers, areas in words."""
    told = [
        (label, figure_said(name, figures[key]) if name in AREAS else Text.of(str(figures[key])))
        for key, label in TOLD.items()
        if key in figures
    ]
    zh, en = (
        (f"{label.zh} {number.zh}" for label, number in told),
        (f"{label.en} {number.en}" for label, number in told),
    )
    return Text("，".join(zh), ", ".join(en))


def _amended(number: str) -> Iterator[Text]:
    """What the draft changes, place by place, and from when on."""
    draft = charter.draft_page(number) if number else None
    if draft is None:
        return
    lines = in_lines(draft) if draft.before else []
    yield CHANGES.fill(number=len(lines), draft=number) if lines else FIRST_WORDING.fill(draft=number)
    yield from lines
    yield FROM.fill(day=day_in_full(draft.card.effective_from))
