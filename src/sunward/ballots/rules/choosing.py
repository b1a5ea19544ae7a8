"""How many choices a ballot may name, and whether counted figures can be: pure, by the method of the vote."""

from collections.abc import Iterable, Mapping

from sunward.kernel.listed import listed

ONE = ("yes_no", "one_of")
BY_SEATS = ("election", "run_off")  # votes that fill seats: always secret, never on the web


def most_choices(method: str, at_most: int, seats: int, choices: int) -> int:
    """How many choices one ballot may name: more makes it invalid, fewer does not."""
    if method in ONE:
        return 1
    if method in BY_SEATS:
        return seats
    return choices if method == "approval" else min(at_most, choices)


def read_choices(text: str) -> tuple[str, ...]:
    """The keys in a text with commas, each once, sorted: their order would be a mark on the ballot."""
    return tuple(sorted(set(listed(text))))


def wrong_figures(chosen: Mapping[str, object], keys: Iterable[str], valid: int, most: int) -> str:
    """What cannot be about the votes counted for each choice among `valid` ballots; empty when they can be."""
    unknown = set(chosen) - set(keys)
    if unknown:
        return f"unknown: {', '.join(sorted(unknown))}"
    numbers = [number for number in chosen.values() if isinstance(number, int) and not isinstance(number, bool)]
    if len(numbers) < len(chosen) or any(number < 0 for number in numbers):
        return "not whole numbers"
    if valid < 0 or any(number > valid for number in numbers):
        return f"{max([*numbers, 0])} > {valid}"
    total = sum(numbers)
    return "" if valid <= total <= valid * most else f"{total}, {valid}..{valid * most}"
