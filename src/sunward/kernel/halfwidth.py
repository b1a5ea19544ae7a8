"""Full-width digits and signs, as a Chinese keyboard types them, in their half-width forms.

Not Unicode's compatibility forms: those would make 102 of `10²`, and 1 of a numbered circle.
"""

FULL, HALF = "０１２３４５６７８９．，－＋／￥−\u3000", "0123456789.,-+/¥- "
_half = str.maketrans(FULL, HALF)
_full = str.maketrans(dict(zip(reversed(HALF), reversed(FULL), strict=True)))


def halfwidth(text: str) -> str:
    """The text with full-width digits, signs and spaces made half-width; everything else stays."""
    return text.translate(_half)


def fullwidth(text: str) -> str:
    """The same the other way round, as a register may have it."""
    return text.translate(_full)
