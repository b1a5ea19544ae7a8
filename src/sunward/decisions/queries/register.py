"""The decision register: what was decided, and whether it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sunward.decisions.judging.cases import StateWord
from sunward.decisions.judging.standing import RELATED, REPORTS, DecisionState, state_of
from sunward.decisions.models import Decision, Matter
from sunward.decisions.queries.words import Row, rows_of, words_of
from sunward.kernel.acts import Unknown

PAGE = 50
CHOSEN_AMONG = 200


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """One line of the register. `key` is what the next page starts `before`."""

    key: int
    number: str
    title: str
    matter: str
    body: str
    decided_on: date
    authorised: Decimal | None
    released: Decimal
    carried_out_on: date | None
    word: StateWord

    @property
    def left(self) -> Decimal | None:
        """What may still be released, in yuan."""
        return None if self.authorised is None else self.authorised - self.released


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision with its words, judged again for this page."""

    card: DecisionCard
    state: DecisionState
    community: str
    matter_kind: str
    step: str
    text: str
    ratified_on: date | None
    superseded_on: date | None


def register(community: str, on: date, before: int | None = None, limit: int = PAGE) -> tuple[DecisionCard, ...]:
    """The community's decisions, newest first."""
    found = Decision.objects.filter(community_code=community, step__recorded_on__lte=on)
    found = found.filter(id__lt=before) if before else found
    rows = rows_of(found.order_by("-id")[:limit])
    words = words_of(rows, on)
    return tuple(card_of(row, words[row["id"]]) for row in rows)


def titles(community: str, limit: int = CHOSEN_AMONG) -> list[tuple[str, str]]:
    """Number and title of the newest decisions, whether they are in order or not. One query."""
    rows = Decision.objects.filter(community_code=community).order_by("-id")
    return list(rows.values_list("number", "matter__title")[:limit])


def decision(number: str, on: date) -> DecisionPage | None:
    """One decision by its number."""
    row = find(number)
    if row is None:
        return None
    state = state_of(row, on)
    return DecisionPage(
        card=card_of(rows_of(Decision.objects.filter(pk=row.pk))[0], state.word),
        state=state,
        community=row.community_code,
        matter_kind=row.matter.kind,
        step=row.step.number,
        text=row.text,
        ratified_on=row.ratified_on,
        superseded_on=row.superseded_on,
    )


def matters_of(numbers: Iterable[str]) -> dict[str, str]:
    """The matter of each decision, by number. One query, however many there are."""
    rows = Decision.objects.filter(number__in=tuple(numbers))
    return dict(rows.values_list("number", "matter__number"))


def drafts_of(matters: Iterable[str]) -> dict[str, str]:
    """The draft that each of some matters is to adopt, by the matter's number. One query, and none for none."""
    wanted = tuple(matters)
    rows = Matter.objects.filter(number__in=wanted).exclude(draft="") if wanted else Matter.objects.none()
    return dict(rows.values_list("number", "draft"))


def decision_state(number: str, on: date) -> DecisionState:
    """How a decision stands, judged again from the reports.

    Raises:
        Unknown: when there is none of this number.
    """
    row = find(number)
    if row is None:
        raise Unknown(f"There is no decision {number}.")
    return state_of(row, on)


def find(number: str) -> Decision | None:
    """The row of a decision with all that judging it needs."""
    rows = Decision.objects.select_related(*RELATED).prefetch_related(*REPORTS)
    return rows.filter(number=number).first()


def card_of(row: Row, word: StateWord) -> DecisionCard:
    """One line of the register."""
    return DecisionCard(
        key=row["id"],
        number=row["number"],
        title=row["title"],
        matter=row["matter__number"],
        body=row["step__body"],
        decided_on=row["decided_on"],
        authorised=row["authorised"],
        released=row["released"],
        carried_out_on=row["carried_out_on"],
        word=word,
    )
