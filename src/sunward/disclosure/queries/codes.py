"""What a check code from paper leads to."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category, normalize

from sunward.disclosure.checkcodes import LENGTH, as_typed, grouped
from sunward.disclosure.models import CheckCode
from sunward.kernel.refs import Ref

PAPERS = ("publication", "meeting", "hearing")  # what is printed with a code, and with its number


@dataclass(frozen=True, slots=True)
class Coded:
    """The entry behind a code, and what it made."""

    code: str
    entry: str
    about: Ref

    @property
    def on_paper(self) -> str:
        return grouped(self.code)


def coded(community: str, typed: str) -> Coded | None:
    """What a code, as somebody typed it, means in this community. Another community's codes mean nothing here."""
    code = as_typed(typed)
    if len(code) != LENGTH:
        return None
    row = CheckCode.objects.filter(community_code=community, code=code).first()
    return Coded(row.code, row.entry, Ref.parse(row.about)) if row else None


def coded_by_number(community: str, typed: str) -> Coded | None:
    """What the number that stands beside a code means in this community, as somebody typed it from paper: small or
    full-width, with dashes of any kind."""
    number = "".join(_plain(normalize("NFKC", typed).upper()))
    papers = [f"{kind}:{number}" for kind in PAPERS]
    row = CheckCode.objects.filter(community_code=community, about__in=papers).order_by("id").first()
    return Coded(row.code, row.entry, Ref.parse(row.about)) if row else None


def _plain(typed: str) -> Iterator[str]:
    for sign in typed:
        if category(sign) == "Pd":
            yield "-"
        elif not sign.isspace():
            yield sign


def code_on_paper(about: Ref) -> str:
    """The code to print on the paper of a thing, in groups; empty for what was made before there were codes."""
    row = CheckCode.objects.filter(about=str(about)).order_by("id").first()
    return grouped(row.code) if row else ""
