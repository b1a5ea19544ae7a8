"""Identity numbers: kept as a mask and a keyed fingerprint, never whole."""

import re

from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

ID_NUMBER = re.compile(r"[0-9A-Za-z]{6,20}$")
NATIONAL = re.compile(r"\d{17}[\dX]$")
# GB 11643-1999: weights of the 17 digits, and the check character for each remainder of 11.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def read_id_number(value: str) -> str:
    """An identity number as people type it, in capitals and without spaces; passports and permits are accepted.

    Raises:
        ValidationError: when it has other characters, or an 18-digit number's last character does not fit.
    """
    text = re.sub(r"[\s-]", "", value).upper()
    if not ID_NUMBER.match(text):
        raise ValidationError(_("is not an identity number. Accepted: 6 to 20 letters and digits."))
    if NATIONAL.match(text) and text[-1] != check_character(text):
        raise ValidationError(_("has a wrong last character. Compare it with the card."))
    return text


def check_character(number: str) -> str:
    """The last character that the first 17 digits ask for (GB 11643-1999)."""
    return CHECKS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False)) % 11]


def id_mask(number: str) -> str:
    """Enough for its owner to know it: the first three and the last two characters."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}" if number else ""


def id_fingerprint(number: str) -> str | None:
    """A keyed hash (128 bits): equal numbers have equal fingerprints, and nobody without the server's key can try
    numbers."""
    return salted_hmac("sunward.registry.id", number, algorithm="sha256").hexdigest()[:32] if number else None
