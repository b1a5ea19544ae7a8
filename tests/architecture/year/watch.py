"""Who performs the acts of the year."""

from dataclasses import dataclass, field
from typing import Any

from sunward.kernel.door import perform
from sunward.kernel.refs import Ref, new_id
from sunward.record.models import Journal, Outbox
from tests.stage import CODE, holder


@dataclass
class Watch:
    """Performs acts and looks at what each left in the record."""

    seen: set[str] = field(default_factory=set)

    def __call__(
        self, name: str, post: str, thing: Ref, /, by: str | None = None, on_behalf_of: str | None = None, **facts: Any
    ) -> Ref:
        last = Journal.objects.order_by("-id").values_list("id", flat=True)[0]
        actor = by or holder(CODE, post)
        done = perform(name, by=actor, post=post, subject=thing, facts=facts, key=new_id(), on_behalf_of=on_behalf_of)
        new = list(Journal.objects.filter(id__gt=last).order_by("id"))
        assert [row.act for row in new if row.parent is None] == [name], "one entry, and it is this act's"
        refs = {row.ref for row in new}
        assert {row.parent for row in new} <= refs | {None}, "what follows points to it"
        assert Outbox.objects.filter(ref__in=refs).count() == len(new), "each entry has its leaf"
        self.seen |= {row.act for row in new}
        return done.result or thing
