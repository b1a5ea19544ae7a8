"""Opening private fields for those who may see them, and erasing them. Who may is for the caller to decide."""

from collections.abc import Collection, Iterable

from sunward.record.commitments import Disclosure, field_path
from sunward.record.models import PrivateField


def disclose(ref: str, name: str) -> Disclosure | None:
    """One private field with its salt and the path to `fields.root` in the leaf; None once it is erased."""
    fields = list(PrivateField.objects.filter(ref=ref).order_by("place"))
    wanted = next((field for field in fields if field.name == name and field.salt is not None), None)
    if wanted is None or wanted.salt is None:
        return None
    path = field_path(wanted.place, [bytes(field.commitment) for field in fields])
    return Disclosure(name, wanted.opened(), wanted.salt, wanted.place, len(fields), tuple(path))


def erase(refs: Iterable[str], names: Collection[str] | None = None) -> int:
    """Forget values and salts of these acts (all their private fields, or those named). Returns how many.

    The commitments stay, so every proof stays valid; without the salt nobody can find the value by guessing.
    """
    fields = PrivateField.objects.filter(ref__in=list(refs), salt__isnull=False)
    named = fields if names is None else fields.filter(name__in=names)
    return named.update(value=None, salt=None)
