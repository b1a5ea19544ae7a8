"""A meeting or a hearing that enough people asked for and nobody calls: by when it is due, and who calls it then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine import Hearing, Power
from sunward.charter.engine.elections import PETITIONERS
from sunward.charter.engine.sessions import OnPetition
from sunward.charter.wording import holders_named
from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

SILENT = Text("规则写明的召集期限已过，还没有人召集。", "The days to call it have passed, and nobody has called it.")
MAY = Text(
    "规则写明无人召集时可以召集的人：发起或者签过联名（签字还算数）的人、所列机构。",
    "Whoever the rule lets call it in the silence: whoever opened the petition or has a signature on it that "
    "counts, or a body that it names.",
)
NOBODY = Text(
    "规则册没有写明无人召集时由谁召集：请居民在修改规则时写上。",
    "No rule here says who calls it when nobody does: it has to be written into the rules.",
)
IN_TIME = Text("到那天来得及按规定提前通知。", "That day leaves time for the notice that the rules ask for.")
TOO_SOON = Text(
    "这个日子已经来不及按规定提前通知：现在召集，最早 {first}。",
    "That day leaves no time for the notice that the rules ask for: called now, the earliest is {first}.",
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day to call it, by which rule, and whose turn it is."""

    due: date
    source: str
    owner: str


def shortest_deadline(reached_on: date, powers: Iterable[Power]) -> Deadline | None:
    """By the power to call that gives the shortest days, and owed by whom that one names; None where none sets any."""
    days = [(charter.day_after(reached_on, one.within), one.source, one.held_by[0])
            for one in powers if one.within and one.held_by]  # fmt: skip
    return Deadline(*min(days)) if days else None


def silence(last: Deadline | None, on: date) -> Finding:
    """Whether the days to call it are over."""
    silent, source = bool(last and on > last.due), last.source if last else ""
    return Finding("silence", silent, SILENT, source, f"> {last.due}" if last else "", str(on))


def may_end_silence(rule: OnPetition | None, petitioner: bool, call: Call) -> Finding:
    """Only where a rule book that was read ends the silence; `petitioner` is whether they are one of those who asked
    for it and owe no call."""
    who = granted(rule)
    ok = call.body in who or (petitioner and PETITIONERS in who)
    return Finding("may_call", ok, MAY if who else NOBODY, rule.source if rule else "", ", ".join(who), call.post)


def who_else(rule: OnPetition | None, may: Text, waits: Text) -> Text:
    """Whoever reads that it is late reads in the same line whether they may call it."""
    names = holders_named(granted(rule))
    return may.fill(zh=names.zh, en=names.en) if names.zh else waits


def told_in_time(rules: Hearing, called_on: date, held_on: date) -> Finding:
    """Whether the day of a hearing leaves time for the notice."""
    first = charter.day_after(called_on, rules.notice)
    too_soon = TOO_SOON.fill(first=first)
    return Finding.either("notice", first <= held_on, IN_TIME, too_soon, rules.source, str(rules.notice), str(held_on))


def granted(rule: OnPetition | None) -> tuple[str, ...]:
    """Who calls it in the silence of others, by a rule that was read."""
    return rule.if_silent if rule and not rule.unconfirmed else ()
