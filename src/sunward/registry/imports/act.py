"""The act that moves a staged file in: one act, one entry, one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.registry.acting import ActOnCommunity
from sunward.registry.imports.sql import hold_imports
from sunward.registry.models import Import, StagedFile


@dataclass(frozen=True, slots=True)
class ImportFacts:
    file: str = asked("已读入的文件编号", "number of the staged file")


class ImportRows(ActOnCommunity[ImportFacts]):
    """Subclasses name the kind and say, in `move`, how its rows get into their tables.

    Imports of one community come one after another, and on PostgreSQL no other act waits for them: a hundred thousand
    rows take seconds. What an import and another act could both do at that moment (the same identity number, the same
    door, the same voucher), a constraint refuses to one of them. A subclass with rows that no constraint guards, or
    with few, sets `alone` and locks the community as every act does.
    """

    kind = "report"
    facts_type = ImportFacts
    import_kind: ClassVar[str]
    alone: ClassVar[bool] = False

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Any:
        found = super().find(ref, lock=lock and cls.alone)
        if lock:
            hold_imports(found.pk)
        return found

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for a file that is not staged here, or whose content has come in before.
        """
        file = self._file()
        if file is None:
            raise FactsError({"file": [_("This file is not ready here. Read it in again.")]})
        before = Import.objects.filter(community=self.subject, kind=file.kind, sha256=file.sha256).first()
        if before:
            raise FactsError({"file": [_("This file came in on %(day)s already.") % {"day": before.imported_on}]})
        return ()

    def _file(self) -> StagedFile | None:
        files = StagedFile.objects.filter(community_code=self.subject.code, kind=self.import_kind)
        return files.exclude(rows=0).filter(number=self.facts.file).first()

    def write(self) -> Outcome:
        file = self._file()
        if file is None or self.move(file) != file.rows:
            raise RuntimeError(f"{self.name} did not move every row of {self.facts.file}")
        Import.objects.create(
            number=file.number, community=self.subject, kind=file.kind, sha256=file.sha256, rows=file.rows,
            root=file.root, imported_on=self.call.day, entry=self.call.ref,
        )  # fmt: skip
        return Outcome(public={"sha256": file.sha256, "rows": file.rows, "root": file.root})

    def move(self, file: StagedFile) -> int:
        """Put every staged row where it belongs; returns how many were put."""
        raise NotImplementedError
