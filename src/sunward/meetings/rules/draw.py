"""A draw that anyone can repeat.

The seed is SHA-256 over the root of the log and the numbers thrown in public, with a colon between them. The order is
that of SHA-256 over the seed and each number of the list; the first `wanted` are drawn. The root
was signed before the list was closed, so whoever closes the list cannot know the order. Whoever enters the numbers
knows root and list, and could enter others than fell: against that stands a second person, of no office, who says
what fell as well, and the photograph that the entry keeps; not the arithmetic.
"""

import re
from collections.abc import Collection

from sunward.kernel.lots import in_order

FEWEST_DIGITS = 4
_thrown = re.compile(r"[0-9]+(?: [0-9]+)*")


def read_thrown(text: str) -> str | None:
    """The numbers as they fell, one blank between them; None for anything that is not thrown with dice or balls."""
    plain = " ".join(text.replace(",", " ").replace("，", " ").replace("、", " ").split())
    digits = sum(sign.isdigit() for sign in plain)
    return plain if plain.isascii() and _thrown.fullmatch(plain) and digits >= FEWEST_DIGITS else None


def drawn(seed: str, listed: int, wanted: int, struck: Collection[int] = ()) -> list[int]:
    """The numbers drawn from a list of so many, in order; those that were struck before are passed over."""
    return [number for number in in_order(seed, listed) if number not in struck][:wanted]


def repeat_in_python(root: str, thrown: str, listed: int, wanted: int) -> str:
    """One line that gives the same numbers on any computer with Python."""
    return (
        'python3 -c "import hashlib; h = lambda t: hashlib.sha256(t.encode()).hexdigest(); '
        f"s = h('{root}:{thrown}'); print(sorted(range(1, {listed + 1}), key=lambda n: h(f'{{s}}:{{n}}'))[:{wanted}])\""
    )


def repeat_in_shell(root: str, thrown: str, listed: int, wanted: int) -> str:
    """The same with `sha256sum`, for whoever trusts no Python."""
    return (
        f"s=$(printf %s '{root}:{thrown}' | sha256sum | cut -c1-64); "
        f"for n in $(seq {listed}); do printf '%s %s\\n' $(printf %s $s:$n | sha256sum | cut -c1-64) $n; done "
        f"| LC_ALL=C sort | head -n {wanted} | cut -d' ' -f2"
    )
