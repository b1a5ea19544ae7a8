"""Letters to those who were drawn, to be asked whether they voted or to speak: inside the envelope alone is a name."""

from datetime import date

from django.utils.translation import gettext as _

from sunward.ballots.queries import BallotView, DrawnVoter
from sunward.kernel.templatetags.sunward import as_written, moment
from sunward.meetings.queries import MeetingCard
from sunward.portal.paper.of_letters import window
from sunward.portal.paper.sheet import Block, Sheet, Slip
from sunward.portal.said import plain_date
from sunward.registry.queries import CommunityCard


def to_voter(page: BallotView, to: DrawnVoter, until: date | None, community: CommunityCard, address: str) -> Sheet:
    """They say whether they voted, never how: on the slip, at the desk, or signed in."""
    asked = _("You were drawn by lot. Say whether this vote is yours: did you vote, or take a paper ballot?")
    lines = (
        asked + (" " + _("By %(day)s.") % {"day": plain_date(until)} if until else ""),
        _("Nobody asks how you voted. If somebody voted in your name, the result is not certified."),
        _("Answer where you are signed in, at the desk of the service centre, or by the slip below."),
    )
    slip = Slip(
        _("My answer"),
        (_("About %(number)s. Give it in at the service centre: the desk gives a receipt.") % {"number": page.number},),
        (_("I voted, or took a paper ballot (yes or no)"), _("Name"), _("Signature and day")),
    )
    return _letter(community, to.name, to.door, as_written(page.question), page.number, address, lines, slip)


def to_speaker(
    card: MeetingCard, number: int, name: str, door: str, community: CommunityCard, address: str
) -> Sheet:  # fmt: skip
    """When and where they speak, under which number."""
    lines = (
        _("You were chosen to speak, as number %(number)s of the list.") % {"number": number},
        _("On %(when)s, at %(place)s.") % {"when": moment(card.starts_at), "place": as_written(card.place)},
        _("If you cannot come, send your opinion in before, or give it in at the desk of the service centre."),
    )
    return _letter(community, name, door, as_written(card.title), card.number, address, lines, None)


def _letter(
    community: CommunityCard, name: str, door: str, title: str, number: str, address: str, lines: tuple[str, ...],
    slip: Slip | None,
) -> Sheet:  # fmt: skip
    heading = _("For %(name)s") % {"name": name} if name else _("For whoever votes for this household")
    return Sheet(
        over=_("%(community)s, letter to the household") % {"community": community.name}, title=title,
        blocks=(Block(heading, lines=lines, keep=True),), address=address, number=number,
        window=window(community, door), slip=slip,
    )  # fmt: skip
