"""What a voter without a phone takes home on paper: that their place is marked, by which channel and on which day. It
says no more than the mark: nothing of what was chosen, and no time."""

from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from sunward.ballots.models import Mark, Vote
from sunward.ballots.queries.about import MOST
from sunward.ballots.roll import places
from sunward.kernel.refs import ALPHABET, MISREAD, person_number
from sunward.registry import queries as registry

SIGNS, GROUP = 12, 4  # 60 bits: nobody meets one by guessing


@dataclass(frozen=True, slots=True)
class Marked:
    """A place is marked in a vote. `code` leads back here; `withdrawn_on` once the sheet came back unused."""

    vote: str
    question: str
    channel: str
    on: date
    code: str
    withdrawn_on: date | None = None


def marked_votes(person: str, community: str) -> tuple[Marked, ...]:
    """The newest votes in which somebody's place (`person:<number>`) is marked, however many there were since in which
    they had none."""
    stays = (*registry.residence_of(person), *registry.stays_taken_back([person]).get(person, ()))
    doors = {stay.household for stay in stays if stay.community == community}
    came = Q(came__number=person_number(person))
    theirs = Q(entry__by_household=False, entry__person__number=person_number(person))
    theirs |= Q(entry__by_household=True, entry__household__number__in=doors)
    marked = Mark.objects.filter(theirs | came, vote__community_code=community, withdrawn_on=None)
    rows = list(Vote.objects.filter(pk__in=marked.values("vote")).select_related("roll"))  # of a door left behind too
    mine = {vote.pk: entry.pk for vote, entry in places.places_in(rows, person).items()}
    own = {mark.vote_id: mark for mark in marked if mark.entry_id == mine.get(mark.vote_id)}
    votes = {vote.pk: vote for vote in rows}
    return tuple(_marked(votes[key], own[key]) for key in sorted(own, reverse=True)[:MOST])


def mark_by_code(typed: str, community: str) -> Marked | None:
    """The mark behind the code of such a sheet, however it was typed; None where it is none. Whose it is the code does
    not tell: the marks of the vote are tried one by one."""
    plain = _plain(typed)
    number, signs = plain[:-SIGNS], plain[-SIGNS:]
    here = Vote.objects.filter(community_code=community)
    known = here.values_list("pk", "number") if number else ()
    vote = here.filter(pk__in=[key for key, one in known if _plain(one) == number]).first()
    if vote is None:
        return None
    # A sheet that came back stands behind the mark of whoever voted afterwards.
    marks = sorted(Mark.objects.filter(vote=vote), key=lambda one: (one.withdrawn_on is not None, -one.pk))
    fits = (mark for mark in marks if constant_time_compare(_signs(vote, mark.entry_id), signs))
    mark = next(fits, None)
    return _marked(vote, mark) if mark else None


def _marked(vote: Vote, mark: Mark) -> Marked:
    signs = _signs(vote, mark.entry_id)
    grouped = "-".join(signs[at : at + GROUP] for at in range(0, SIGNS, GROUP))
    code = f"{vote.number}-{grouped}"
    return Marked(vote.number, vote.question, mark.channel, mark.marked_on, code, mark.withdrawn_on)


def _signs(vote: Vote, entry: int) -> str:
    """The signs for one place in one vote, by a keyed hash: nobody else can make them, and none are kept."""
    digest = salted_hmac("sunward.ballots.mark", f"{vote.number}:{entry}", algorithm="sha256").digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:SIGNS])


def _plain(typed: str) -> str:
    return "".join(filter(str.isalnum, normalize("NFKC", typed).lower())).translate(MISREAD)
