"""Moving a staged file in, once somebody who may has looked at it."""

from django.db import IntegrityError
from django.utils.translation import gettext as _

from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref
from sunward.registry.imports.kinds import kind_named
from sunward.registry.imports.problems import UnusableFile
from sunward.registry.imports.sql import forget_cells
from sunward.registry.imports.staging import Staging
from sunward.registry.models import StagedFile


def confirm(staging: Staging, by: str, post: str) -> Done:
    """Perform the act of the file's kind; confirming twice moves once.

    Raises:
        UnusableFile: when the file was not in order, or the register has changed since it was read.
        FactsError: when the file came in before.
        Refused: when the post may not import.
    """
    if staging.number is None:
        raise UnusableFile(_("The file has faults. Nothing was imported."))
    try:
        done = perform(
            kind_named(staging.kind).act, by=by, post=post, subject=Ref("community", staging.community),
            facts={"file": staging.number}, key=f"import-{staging.number}",
        )  # fmt: skip
    except IntegrityError:
        raise UnusableFile(_("The register has changed meanwhile. Read the file in again.")) from None
    forget_cells(StagedFile.objects.get(number=staging.number))
    return done
