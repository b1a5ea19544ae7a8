"""Who may read what about money.

Where money goes is public, line by line. A private person who is paid is not: outside the offices the name is
masked. Accounts, owners of firms and payers are shown to nobody.
"""

from sunward.kernel.viewer import Viewer
from sunward.money.models import Payee


def may_read_name(viewer: Viewer | None, kind: str) -> bool:
    """Whether the payee's name is for this reader: a firm's is for everyone, a person's for the offices."""
    return kind == "company" or bool(viewer and viewer.posts)


def shown_name(viewer: Viewer | None, name: str, kind: str) -> str:
    """A payee's name as this reader may see it; 陈国良 becomes 陈**."""
    return name if may_read_name(viewer, kind) else f"{name[:1]}**"


LONGEST_PERSON = 4  # Chinese characters in a person's name


def shown_counterparty(name: str, firm: bool) -> str:
    """A name as the bank writes it: a known firm's in full, a long one too; what may be a person's is masked."""
    return name if firm or len(name) > LONGEST_PERSON else shown_name(None, name, "person")


def shown_payee(viewer: Viewer | None, payee: Payee) -> str:
    return shown_name(viewer, payee.name, payee.kind)
