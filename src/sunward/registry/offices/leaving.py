"""What must bear out the end of an elected office: a recall, the holder's own word, an election, or the register."""

from collections.abc import Iterator
from datetime import date

from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import ports, rules
from sunward.registry.models import Appointment, ResidenceSpell
from sunward.registry.models.people import CLAIMED, DIED
from sunward.registry.queries.kin import kin_of_an_officer
from sunward.registry.queries.posts import posts_held_during


def bars(row: Appointment, reason: str, *, own_word: bool, on: date) -> Iterator[Finding]:
    """Failed findings that keep the office from ending: a recall is voted, a resignation is the holder's."""
    rule = ports.offices().elected(row.post.name, row.community_code, on)
    if rule is None:
        return
    if reason == "recalled" and ports.offices().recall(row.number) != "passed":
        yield Finding("recalled_by_vote", False, BY_VOTE, rule.source)
    if reason == "resigned" and not own_word:
        yield Finding("resigned_in_person", False, OWN_WORD, rule.source)


def marks(row: Appointment, reason: str, left_on: date, on: date) -> Iterator[Finding]:
    """Says for good that nobody but whoever entered it stands for the end of an elected office."""
    rule = ports.offices().elected(row.post.name, row.community_code, on)
    if rule and reason not in {"recalled", "resigned"} and not _borne_out(row, reason, left_on, on):
        yield Finding("ended_by_entry", False, BY_ENTRY, rule.source)
    if rule and ports.offices().recall(row.number) == "under_way":
        yield Finding("recall_under_way", False, UNDER_WAY, rule.source)


def _borne_out(row: Appointment, reason: str, left_on: date, on: date) -> bool:
    if reason == "term_over":
        over = row.until_day is not None and row.until_day < left_on
        elected = ports.offices().filled if row.by_hand_on else ports.offices().renewed
        return over or elected(row.post.name, row.community_code, on)
    if reason == "moved":
        here = {"person": row.person, "household__community__code": row.community_code}
        return not ResidenceSpell.objects.meeting(left_on, None).filter(**here).exists()
    if reason == DIED:
        return (
            ResidenceSpell.objects.filter(person=row.person, left_because=DIED).exclude(left_told_by=CLAIMED).exists()
        )
    if reason == "kinship":
        return kin_of_an_officer(row.person.number, row.community_code, left_on)
    return reason == "incompatible" and (
        _took_another(row)
        or any(
            rules.incompatible(row.post.name, row.post.incompatible_with, other.name, other.incompatible_with)
            for other in posts_held_during(row.person, row.from_day, row.left_on)
        )
    )


def _took_another(row: Appointment) -> bool:
    """An election, the same or a later one, gave them another post of the body, and nobody keeps two."""
    rows = Appointment.objects.meeting(row.from_day, row.left_on).filter(person=row.person, post__body=row.post.body)
    later = rows.filter(from_day__gte=row.from_day).exclude(post=row.post).select_related("post__body")
    return any(ports.offices().chosen(one.elected_by, one.post.name, str(row.person)) for one in later)


BY_VOTE = Text(
    "这个岗位由选举产生，只有宣布并核定的罢免投票才能罢免。",
    "This post is elected: only a vote that has been declared and certified recalls its holder.",
)
OWN_WORD = Text(
    "辞职由本人登记，或者附上本人签名辞职信的照片。",
    "Whoever resigns enters it themselves, or a photograph of their signed letter comes with it.",
)
BY_ENTRY = Text(
    "这个岗位由选举产生。离任只凭登记，没有罢免、选举、辞职信或者登记簿可以印证。",
    "This post is elected. It ended by an entry alone: no recall, election, letter or register bears it out.",
)
UNDER_WAY = Text(
    "离任时罢免正在进行。罢免有结果或者任期届满以前，不能再登记担任这个岗位。",
    "A recall is under way. Until it is decided or the term is over, nobody can enter this person in the post again.",
)
