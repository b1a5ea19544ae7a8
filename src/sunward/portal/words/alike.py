"""Where the figures of a secret vote tell how each voted: all chose the same, or few are asked and may all do so."""

from django.utils.translation import gettext as _

from sunward.ballots.queries import BallotView, Tally

FEW = 10  # as many as may well all choose the same; no law names a number


def alike_said(page: BallotView, found: Tally | None, may_vote: int) -> str:
    """What no page can keep to itself, told with the result, and before it where few may vote; empty for all other
    votes, and for open ones, which promise nobody that they stay unseen."""
    if not page.secret or page.annulled_on:
        return ""
    if found is not None:
        return _("All who voted chose the same: the figures tell how each of them did.") if found.alike else ""
    few = _("Few may vote here. Where all choose the same, the figures tell how each of them did.")
    return few if may_vote <= FEW else ""
