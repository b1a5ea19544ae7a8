"""Matters as pages show them: the list, and one matter with every step, finding and report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.engine.vocabulary import Layer
from sunward.decisions.judging.cases import StateWord
from sunward.decisions.judging.one_hand import mark
from sunward.decisions.models import Decision, Matter, Step
from sunward.decisions.plan import Plans, kind_title, step_title
from sunward.decisions.queries.hearable import may_be_asked
from sunward.decisions.queries.register import DecisionCard, card_of
from sunward.decisions.queries.steps import StepView, step_views
from sunward.decisions.queries.words import Row, rows_of, words_of
from sunward.disclosure import queries as disclosure
from sunward.kernel.findings import Finding
from sunward.kernel.memo import remembering
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

PAGE = 50
COLUMNS = ("id", "number", "title", "kind", "amount", "opened_on", "withdrawn_on")


@dataclass(frozen=True, slots=True)
class MatterCard:
    """One line of the list. `key` is what the next page starts `before`; `last_step` the newest report's step."""

    key: int
    number: str
    title: str
    kind: str
    kind_title: Text
    amount: Decimal | None
    opened_on: date
    withdrawn_on: date | None
    last_step: Text | None
    last_on: date | None
    decision: str
    word: StateWord | None


@dataclass(frozen=True, slots=True)
class RuleBook:
    """A version of a rule book, with the day from which it is in force; `own`: the community's."""

    id: str
    title: Text
    since: date
    own: bool


@dataclass(frozen=True, slots=True)
class MatterPage:
    """One matter: what, who opened it, under which rule books, step by step, and what was decided."""

    card: MatterCard
    community: str
    text: str
    opened_by_post: str
    withdrawn_reason: str
    versions: tuple[RuleBook, ...]
    draft: str  # of rules, if it is about one
    steps: tuple[StepView, ...]
    decisions: tuple[DecisionCard, ...]
    postings: tuple[disclosure.Posting, ...]
    alone: Finding | None  # one person reported every step so far
    may_be_heard: bool  # people may ask for a hearing on it, by the rules under which it was opened


def matters(community: str, on: date, before: int | None = None, limit: int = PAGE) -> tuple[MatterCard, ...]:
    """The community's matters, newest first; the number of queries does not grow with the list."""
    found = Matter.objects.filter(community_code=community, opened_on__lte=on)
    found = found.filter(id__lt=before) if before else found
    return _cards(community, list(found.order_by("-id").values(*COLUMNS)[:limit]), on)


def matter_page(number: str, on: date) -> MatterPage | None:
    """One matter as it was known on a day; None when there is none of this number."""
    row = Matter.objects.filter(number=number).prefetch_related("steps").first()
    if row is None:
        return None
    with remembering():
        return _page_of(row, on)


def _page_of(row: Matter, on: date) -> MatterPage:
    decisions = rows_of(_decided([row.pk], on))
    words = words_of(decisions, on)
    postings = _postings(decisions, on)
    plans = Plans()
    reports = [step for step in row.steps.all() if step.recorded_on <= on]
    return MatterPage(
        card=_cards(row.community_code, [{name: getattr(row, name) for name in COLUMNS}], on)[0],
        community=row.community_code,
        text=row.text,
        opened_by_post=row.opened_by_post,
        withdrawn_reason=row.withdrawn_reason,
        versions=tuple(_books(row, plans.charter_of(row))),
        draft=row.draft,
        steps=step_views(plans.charter_of(row), row.kind, reports, postings),
        decisions=tuple(card_of(made, words[made["id"]]) for made in decisions),
        postings=tuple(postings.values()),
        alone=mark(reports),
        may_be_heard=row.withdrawn_on is None and may_be_asked(row, plans) and not _settled(words),
    )


def _books(row: Matter, rules: Charter) -> Iterator[RuleBook]:
    """A law is in force from its own day, the community's rules from the day of their adoption."""
    here = charter.in_force_since(row.community_code, row.opened_on)
    for version in rules.versions:
        own = version.layer is Layer.COMMUNITY
        since = here.get(version.digest, version.effective_from) if own else version.effective_from
        yield RuleBook(version.id, Text(version.title.zh, version.title.en), since, own)


def _settled(words: Mapping[int, StateWord]) -> bool:
    """Whether a decision is in order: one that is not has to be taken again."""
    return any(word != "not_in_order" for word in words.values())


def _decided(matters: Iterable[int], on: date) -> QuerySet[Decision]:
    return Decision.objects.filter(matter__in=matters, step__recorded_on__lte=on).order_by("id")


def _postings(decisions: Iterable[Row], on: date) -> Mapping[str, disclosure.Posting]:
    """The postings of the newest decision that has any, by catalogue item."""
    refs = [Ref("decision", made["number"]) for made in decisions]
    found: dict[str, disclosure.Posting] = {}
    for item in ("resolutions", "results") if refs else ():
        posted = disclosure.postings_of(refs, on, item)
        found.update((item, posted[ref]) for ref in refs if ref in posted)
    return found


def _cards(community: str, rows: list[Row], on: date) -> tuple[MatterCard, ...]:
    if not rows:
        return ()
    keys = [row["id"] for row in rows]
    rules = charter.charter_of(community, on)
    decisions = rows_of(_decided(keys, on))
    words = words_of(decisions, on)
    made = {decision["matter_id"]: decision for decision in decisions}
    steps = Step.objects.filter(matter__in=keys, recorded_on__lte=on).order_by("sequence")
    last = {matter: (key, day) for matter, key, day in steps.values_list("matter_id", "key", "held_on")}
    return tuple(_card(row, rules, last.get(row["id"]), made.get(row["id"]), words) for row in rows)


def _card(
    row: Row, rules: Charter, last: tuple[str, date] | None, made: Row | None, words: Mapping[int, StateWord]
) -> MatterCard:
    return MatterCard(
        key=row["id"],
        number=row["number"],
        title=row["title"],
        kind=row["kind"],
        kind_title=kind_title(rules, row["kind"]),
        amount=row["amount"],
        opened_on=row["opened_on"],
        withdrawn_on=row["withdrawn_on"],
        last_step=step_title(last[0]) if last else None,
        last_on=last[1] if last else None,
        decision=made["number"] if made else "",
        word=words[made["id"]] if made else None,
    )
