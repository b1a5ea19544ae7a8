"""Acts on rule books and holds; importing this registers them."""

from sunward.charter.acts.adopt import Adopt
from sunward.charter.acts.lift_hold import LiftHold
from sunward.charter.acts.place_hold import PlaceHold
from sunward.charter.acts.second_hold import SecondHold

__all__ = ["Adopt", "LiftHold", "PlaceHold", "SecondHold"]
