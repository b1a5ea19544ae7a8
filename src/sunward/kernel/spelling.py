"""When two people have typed the same thing: a name, a number, a title, whatever the keyboard made of it."""

import unicodedata

UNSEEN = "Cf"  # signs without a shape, such as the zero-width space: two texts that look alike are alike


def unseen(text: str) -> bool:
    """Whether a text has control characters or signs without a shape."""
    return any(unicodedata.category(sign).startswith("C") for sign in text)


def same_spelling(text: str) -> str:
    """What two spellings have in common: width, case, blanks and invisible signs make no other of it. Empty for a text
    of which nothing can be seen."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if not sign.isspace() and unicodedata.category(sign) != UNSEEN)
