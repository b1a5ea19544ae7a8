"""Full-width digits and signs, as a Chinese keyboard types them, in their half-width forms.

Not Unicode's compatibility forms: those would make 102 of `10²`, and 1 of a numbered circle.
"""

FULL, HALF = "０１２３４５６７８９．，：－＋／￥−\u3000", "0123456789.,:-+/¥- "
_half = str.maketrans(FULL, HALF)


def halfwidth(text: str) -> str:
    """The text with full-width digits, signs and spaces made half-width; everything else stays."""
    return text.translate(_half)
