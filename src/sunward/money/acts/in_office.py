"""That whoever lets money move holds the post in which they do so by the rules."""

from collections.abc import Iterator

from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.registry import queries as registry


def in_office(call: Call, community: str) -> Iterator[Finding]:
    """A failed finding for a post filled in breach. It bars this person in this post alone: others in the post go on,
    and an election, or giving one of two posts up, settles it."""
    found = registry.held_amiss(call.by, call.post, community, call.day)
    if found:
        yield found
