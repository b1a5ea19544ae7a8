"""Sheets that were handed out and taken back as unused: how many, by which posts, and how many by nobody else's word.
Never whose: an entry that named a voter would tell when somebody came to vote."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sunward.ballots.models import Mark, Vote
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

TAKEN_BACK = Text("登记为未用收回的纸质票：{by}。", "Sheets of paper entered as taken back unused: {by}.")
ALONE = Text(
    "注意：登记为未用收回的纸质票：{by}；其中 {alone} 张只有收回的人自己说，本人或者别的机构没有确认。"
    "已经投进票箱的，清点会对不上数。",
    "Alert: sheets of paper entered as taken back unused: {by}; of them by the word of whoever took them alone, "
    "confirmed by neither the voter nor another body: {alone}. One that lies in the box makes the count not add up.",
)
IN_THE_BOX = Text(
    "注意：有 {number} 人说，登记为从自己手里收回的纸质票没有交回，投进了票箱。",
    "Alert: {number} say that a sheet entered as taken back from them was not given back, but lies in the box.",
)
EARLIER = Text("较早版本", "an earlier release")


@dataclass(frozen=True, slots=True)
class Returned:
    """How many sheets were taken back, by post (empty for older rows), how many nobody else has confirmed, and of how
    many the voter says that they lie in the box."""

    by: Mapping[str, int]
    alone: int
    denied: int = 0

    @property
    def number(self) -> int:
        return sum(self.by.values())

    @property
    def public(self) -> dict[str, object]:
        """What the record keeps of them; nothing where there are none."""
        told = {"taken_back": self.number, "taken_back_by": dict(self.by), "taken_back_unconfirmed": self.alone}
        return told | ({"taken_back_denied": self.denied} if self.denied else {}) if self.by else {}


def taken_back(vote: Vote) -> Returned:
    """The sheets of a vote that were taken back."""
    rows = Mark.objects.filter(vote=vote, channel="paper", withdrawn_on__isnull=False)
    kept = ("taken_by_post", "confirmed_by", "denied_on", "denial_over_on")
    found = list(rows.values_list(*(f"taken_back__{name}" for name in kept)))
    return Returned(
        Counter(sorted(post or "" for post, *_said in found)), sum(by is None for _post, by, *_said in found),
        sum(denied is not None and over is None for *_said, denied, over in found),
    )  # fmt: skip


def marks_of_taken_back(vote: Vote) -> Iterator[Finding]:
    """A mark where nobody else says that they came back unused. No bar: a voter who has gone home may never say so."""
    found = taken_back(vote)
    if found.by:
        titles = registry.titles_in(vote.community_code)
        named = [
            (titles.get(post) or (Text.of(post) if post else EARLIER), number) for post, number in found.by.items()
        ]
        by = Text(
            "、".join(f"{title.zh} {number} 张" for title, number in named),
            ", ".join(f"{number} by {title.en}" for title, number in named),
        )
        said = ALONE if found.alone else TAKEN_BACK
        text = Text(said.zh.format(by=by.zh, alone=found.alone), said.en.format(by=by.en, alone=found.alone))
        yield Finding("sheets_taken_back", not found.alone, text, actual=str(found.alone))
    if found.denied:
        yield Finding("sheets_in_the_box", False, IN_THE_BOX.fill(number=found.denied), actual=str(found.denied))
