"""What the rule books do when something happens below them."""

from sunward.charter.adoption import put_in_force, take_in_all
from sunward.registry.events import Founded


def adopt_first_charters(event: Founded) -> None:
    """A community begins with the rule books named in its founding plan, in the order given there."""
    for pack in event.charters:
        for document in take_in_all(pack, event.on):
            put_in_force(document, event.community, event.on, "founding")
