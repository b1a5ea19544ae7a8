"""A file of officers comes in."""

from dataclasses import replace

from sunward.kernel.acts import Outcome, Refused, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.imports.act import ImportRows
from sunward.registry.imports.posts import POSTS, Officers
from sunward.registry.imports.problems import Problem
from sunward.registry.lookup import refuse_out_of_reach
from sunward.registry.models import Appointment, StagedFile
from sunward.registry.offices.filling import Filling


@register
class ImportPosts(ImportRows):
    """Row by row: a community has tens of officers, not tens of thousands."""

    name = "registry.import_posts"
    title = Text("导入任职", "import posts")
    import_kind = POSTS.key
    alone = True

    def write(self) -> Outcome:
        """As every import; whoever came into an elected post without an election is told once, not row by row."""
        self._marks: list[Finding] = []
        return replace(super().write(), findings=self._marks[:1])

    def move(self, file: StagedFile) -> int:
        officers = Officers(self.subject.code, self.call.ref)
        moved = 0
        for line, cells in POSTS.rows(file):
            self._appoint(officers.read(line, cells))
            moved += 1
        return moved

    def _appoint(self, made: Appointment | Problem) -> None:
        """Save one appointment.

        Raises:
            Refused: when the register has changed since the file was read, or a row is no way into an elected post.
            FactsError: for a post of an area above that of the acting officer.
        """
        if isinstance(made, Problem):
            raise Refused(type(self), [Finding("row", False, Text.of(str(made)))])
        refuse_out_of_reach("file", self.call.post, made.post, self.subject.code)
        if not made.person_id:
            made.person.save()
            made.person_id = made.person.pk
        self._fill(made)
        made.save()

    def _fill(self, made: Appointment) -> None:
        filling = Filling(
            made.post, made.person, made.from_day, self.subject.code, frozenset({self.call.by, self.call.person}),
            self.call.day, made.elected_by,
        )  # fmt: skip
        if barred := list(filling.bars()):
            raise Refused(type(self), barred)
        self._marks.extend(filling.marks())
        # Whoever held a post before Sunward was in use was elected then; who comes after them by a file was not.
        before = Appointment.objects.filter(post=made.post).exclude(entry=made.entry)
        if filling.rule and before.exists():
            made.by_hand_on = self.call.day
