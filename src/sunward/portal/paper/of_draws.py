"""Letters to one person: they were drawn (to be asked whether they voted, or to speak), entered as gone, or struck from
a roll or added to it. Inside the envelope alone is a name."""

from datetime import date

from django.utils.html import format_html
from django.utils.translation import gettext as _

from sunward.ballots.queries import BallotView, CorrectedPlace, DrawnVoter
from sunward.kernel.templatetags.sunward import as_written, moment
from sunward.meetings.queries import MeetingCard
from sunward.portal.paper.of_letters import window
from sunward.portal.paper.sheet import Block, Sheet, Slip
from sunward.portal.words.said import plain_date
from sunward.registry.queries import CommunityCard, Departed


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
        _("On %(when)s, at %(place)s.") % {"when": moment(card.starts_at), "place": card.place},
        _("If you cannot come, send your opinion in before, or give it in at the desk of the service centre."),
        _("If you do not want to speak, say so on its page or at the desk: nobody waits for you then."),
    )
    return _letter(community, name, door, as_written(card.title), card.number, address, lines, None)


def to_departed(name: str, gone: Departed, community: CommunityCard, address: str) -> Sheet:
    """They, or whoever opens it behind their last door, can say that it is wrong."""
    words = _("The register says that you no longer live in %(community)s from %(day)s on.")
    lines = (
        words % {"community": community.name, "day": plain_date(gone.left_on)},
        _("Whoever has left is on no roll here and does not vote here."),
        _("If you live here still, say so: where you are signed in, or to the supervision committee at the desk. "
          "Somebody else than whoever entered it answers, and you come back on every roll."),
    )  # fmt: skip
    slip = Slip(
        _("I live here still"),
        (_("About the entry %(number)s. Give it in to the supervision committee.") % {"number": gone.entry[:12]},),
        (_("Since when, behind which door"), _("Name"), _("Signature and day")),
    )
    title = _("You were entered as having left")
    return _letter(community, name, gone.door, title, gone.entry[:12], address, lines, slip)


def to_corrected(
    name: str, door: str, told: CorrectedPlace, community: CommunityCard, address: str
) -> Sheet:  # fmt: skip
    """What was done to their place, why, and until when they can object."""
    words = (
        _("Roll of %(body)s: on %(day)s your area was put right. Reason: %(why)s.")
        if told.reweighed
        else _("Roll of %(body)s: on %(day)s your place was struck. Reason: %(why)s.")
        if told.struck
        else _("Roll of %(body)s: on %(day)s your place was added. Reason: %(why)s.")
    )
    lines = (
        words % {"body": told.body, "day": plain_date(told.on), "why": told.reason},
        _("If that is wrong, object until %(day)s: where you are signed in, at the desk of the service centre, or by "
          "the slip below. If you are right, you are put back whenever the answer comes.")
        % {"day": plain_date(told.objections_until)},
    )  # fmt: skip
    slip = Slip(
        _("Objection slip"),
        (
            _("About %(number)s. Give it in at the service centre: the desk gives a receipt.")
            % {"number": told.roll.id},
        ),
        (_("What is wrong"), _("Name"), _("Signature and day")),
    )
    title = _("You were struck from a roll") if told.struck else _("You were added to a roll")
    return _letter(community, name, door, title, told.roll.id, address, lines, slip)


def _letter(
    community: CommunityCard, name: str, door: str, title: str, number: str, address: str, lines: tuple[str, ...],
    slip: Slip | None,
) -> Sheet:  # fmt: skip
    heading = format_html(_("For {name}"), name=as_written(name)) if name else _("For whoever votes for this household")
    return Sheet(
        over=_("%(community)s, letter to the household") % {"community": community.name}, title=title,
        blocks=(Block(heading, lines=lines, keep=True),), address=address, number=number,
        window=window(community, door), slip=slip,
    )  # fmt: skip
