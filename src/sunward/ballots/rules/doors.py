"""The order of a list at a door, on paper and on the screen."""

import re


def as_walked(door: str) -> list[tuple[bool, int, str]]:
    """The order in which people walk: 3-2-501 before 3-10-101."""
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in re.split(r"(\d+)", door) if part]
