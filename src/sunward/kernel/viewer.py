"""Who is looking: what reading policies are asked about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """A reader of a community's pages: nobody in particular, or a person with posts and capacities today."""

    community: str
    person: str | None = None
    posts: frozenset[str] = frozenset()
    capacities: frozenset[str] = frozenset({"anyone"})

    def is_any(self, *names: str) -> bool:
        """Whether the reader holds one of these posts or capacities."""
        return not (self.posts | self.capacities).isdisjoint(names)
