"""Questions with choices: what people type, one choice a line, and which of the choices is adopted: pure."""

import re
from collections.abc import Collection, Mapping, Sequence

from sunward.kernel.spelling import same_spelling, unseen
from sunward.kernel.text import Text

ONE_OF, SEVERAL_OF, APPROVAL = "one_of", "several_of", "approval"
YES_NO = "yes_no"
FEWEST = 2
# No law speaks of it: what fits on one sheet in large type, and can still be read out before the hands go up.
MOST = 12
LONGEST = 60  # letters of one choice: a line of the ballot on a small screen
BETWEEN = re.compile(r"\s*[|｜\t]\s*")  # pasted from a spreadsheet: a tab


def read_lines(typed: str) -> list[Text]:
    """The choices as they were typed: one a line, Chinese and English with a stroke between; one language stands for
    both. Empty lines are nothing."""
    return [_read(line.strip()) for line in typed.splitlines() if line.strip()]


def _read(line: str) -> Text:
    zh, *rest = BETWEEN.split(line, maxsplit=1)
    en = rest[0] if rest else ""
    return Text(zh or en, en or zh)


def unusable_lines(choices: Sequence[Text]) -> Text | None:
    """What is wrong with the choices, in words; None where they can be put to the vote."""
    if not FEWEST <= len(choices) <= MOST:
        said = Text(
            "写 {fewest} 到 {most} 个选项，一行一个；现在是 {number} 个。",
            "Write {fewest} to {most} choices, one a line; these are {number}.",
        )
        return said.fill(fewest=FEWEST, most=MOST, number=len(choices))
    for one in choices:
        if max(len(one.zh), len(one.en)) > LONGEST:
            return Text("一个选项最多 {most} 个字。", "A choice has {most} letters at most.").fill(most=LONGEST)
        if unseen(one.zh + one.en) or not same_spelling(one.zh) or not same_spelling(one.en):
            return Text("有的选项里有看不见的字。", "A choice has signs that nobody can see.")
    return _alike(choices)


def _alike(choices: Sequence[Text]) -> Text | None:
    for words in ([one.zh for one in choices], [one.en for one in choices]):
        spelt = [same_spelling(one) for one in words]
        twice = next((one for at, one in enumerate(words) if spelt[at] in spelt[:at]), None)
        if twice is not None:
            said = Text("有两个选项一样：{words}。", "Two choices are alike: {words}.")
            return said.fill(words=twice.replace("{", "(").replace("}", ")"))
    return None


def how_many(method: str, at_most: int | None, choices: int) -> int:
    """How many of the choices can be adopted."""
    return {ONE_OF: 1, SEVERAL_OF: at_most or 1}.get(method, choices)


def adopted(votes: Mapping[str, int], reaching: Collection[str], most: int) -> tuple[str, ...]:
    """Those that have what the rule asks for, most votes first, as many as can be adopted. Equal votes for the last
    place give it to none of them."""
    able = sorted(reaching, key=lambda key: -votes[key])
    if len(able) <= most:
        return tuple(able)
    return tuple(key for key in able[:most] if votes[key] > votes[able[most]])


def level_for_the_rest(votes: Mapping[str, int], reaching: Collection[str], most: int) -> tuple[int, tuple[str, ...]]:
    """How many places stay open although more had enough, and who is level for them, in the order of the ballot;
    nothing where a place was there for each, or none is left."""
    able = sorted(reaching, key=lambda key: -votes[key])
    left = most - len(adopted(votes, reaching, most))
    if len(able) <= most or not left:
        return 0, ()
    return left, tuple(key for key in votes if key in reaching and votes[key] == votes[able[most]])


def leading(votes: Mapping[str, int]) -> tuple[str, ...]:
    """The two with most votes, with all who equal the second, in the order of the ballot: between them a second vote
    decides. Nothing where fewer than two have any."""
    numbers = sorted(filter(None, votes.values()), reverse=True)
    return tuple(key for key, number in votes.items() if number >= numbers[1]) if len(numbers) > 1 else ()
