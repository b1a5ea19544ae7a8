"""Lists as people type them: with commas, narrow or wide, or the Chinese enumeration comma."""

import re

COMMAS = re.compile("[,，、;；]")


def listed(typed: str) -> list[str]:
    """The parts of a typed list in their order, without blanks around them; nothing for what is left empty."""
    return [part for each in COMMAS.split(typed) if (part := each.strip())]
