"""Moving to another door of the same community: who does goes on living here. Months, application, consent and vouches
hang on the stay with which it began; household and grid follow the new door."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sunward.kernel.acts import Call
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.models import Household, Person, PersonCorrection, ResidenceSpell
from sunward.registry.models.people import CLAIMED, NO_PAPERS, OTHERS, SELF
from sunward.registry.residence.borne import BORNE, LOOKED_BACK
from sunward.registry.residence.lateness import late_on

# How long somebody may be behind no door and still has not been away: a removal over a weekend or a public holiday
# (eight days at most) with a day for the keys. No law that we have read gives a figure, and no rule book has one:
# 村民委员会组织法 Art. 13 says "居住一年以上" and nothing of doors. Much longer, and whoever went home to another town
# between two leases would keep months that they did not live here.
ON_THE_WAY = timedelta(days=9)
BY_THE_ARRIVAL = Text(
    "注意：搬离原来的门牌只凭这次入住登记，没有先登记本人签字的离开：名册上会注明，本人可以提出异议。",
    "Alert: that they left the other door rests on this entry alone, without a departure that they signed. They can "
    "dispute it.",
)
LEFT = Text("搬离原来的门牌是本人说的，有本人签字。", "That they left the other door is their own word, and signed.")
BACK = Text(
    "注意：先前登记的离开不是本人说的（一年以内按没有离开过计算），现在又只凭这次登记算回来：名册上会注明，"
    "直到有本人签字或者材料；本人可以提出异议。",
    "Alert: that they had left is not their own word (within a year they count as never having been away), and that "
    "they are back rests on this entry alone: rolls are marked with it until their signature or papers bear it out. "
    "They can dispute it.",
)
OTHERWISE = Text(
    "注意：居住身份与以前住在这里时不同，只凭这次登记：名册上会注明，本人可以提出异议。",
    "Alert: their status is another than when they lived here before, by this entry alone. Rolls are marked with it, "
    "and they can dispute it.",
)

FROM_ELSEWHERE = Text(
    "注意：在另一个社区，这个人由别人（或者凭死亡证明）登记为离开，不是本人说的；到这里入住也只凭经办人登记。",
    "Alert: in another community others, or a certificate of death, had them gone; that they came here rests on one "
    "word alone.",
)


def refuse_two_homes(field: str, person: Person, home: Household | None, community: str, since: date) -> None:
    """Nobody lives in two places. Whoever lives behind another door of the community moves from there by arriving.

    Raises:
        FactsError: at `field`, where they live elsewhere, behind this door, or lived somewhere since that day.
    """
    stays = ResidenceSpell.objects.meeting(since, None).filter(person=person).select_related("household__community")
    for stay in stays:
        if not _can_be_left(stay, home, community, since):
            raise FactsError({field: [stay_told(stay)]})


def _can_be_left(stay: ResidenceSpell, home: Household | None, community: str, since: date) -> bool:
    apart = home is None or stay.household_id != home.pk
    return stay.left_on is None and stay.from_day < since and apart and stay.household.community_code == community


def stay_told(spell: ResidenceSpell) -> str:
    """Where and when somebody lives or lived, for whom another arrival is told."""
    place = {"household": spell.household.number, "since": spell.from_day, "left": spell.left_on}
    if spell.left_on is None:
        return _("Lives in %(household)s since %(since)s. Record the departure from there first.") % place
    return _("Lived in %(household)s from %(since)s to %(left)s. Accepted: a day from %(left)s on.") % place


def marks_of_leaving(person: Person, community: str, since: date, status: str, told_by: str) -> Iterator[Finding]:
    """A mark where the arrival is also the departure from another door that the person has not signed, or brings back
    whoever others had gone, or with another status, by the word of whoever enters it alone."""
    before = _last(person, since)
    if before is None:
        return
    if before.household.community_code != community:
        if before.left_told_by in OTHERS:
            yield Finding.either("their_own_word", told_by != CLAIMED, BORNE, FROM_ELSEWHERE)
        return
    if before.left_on is None:
        yield Finding.either("their_own_word", told_by == SELF, LEFT, BY_THE_ARRIVAL)
    elif before.left_told_by in OTHERS:
        yield Finding.either("their_own_word", told_by != CLAIMED, BORNE, BACK)
    elif before.status != status:
        yield Finding.either("their_own_word", told_by != CLAIMED, BORNE, OTHERWISE)


def arrive(
    call: Call, person: Person, home: Household, status: str, since: date, papers: str, told_by: str = CLAIMED
) -> ResidenceSpell:
    """Write a stay, and the end of the open one that it takes the place of, `told_by` whose word; call it inside an act
    only."""
    before = _last(person, since)
    if before is not None and before.left_on is None:
        before.left_on, before.left_told_by, before.left_entry = since, told_by, call.ref
        before.undone_on, before.left_said_on = None, call.day
        before.save(update_fields=["left_on", "left_told_by", "left_entry", "undone_on", "left_said_on"])
    goes_on = before is not None and _goes_on(before, home.community_code, since)
    seen = _seen(papers, before, goes_on)
    stay: ResidenceSpell = ResidenceSpell.objects.create(
        person=person, household=home, status=status, papers=seen, from_day=since,
        entry=call.ref, late_on=late_on(call, home.community_code, since),
        began_with=before.origin if before and goes_on else None, told_by=told_by if before else None,
    )  # fmt: skip
    if before is not None and before.household.community_code == home.community_code:
        _keep(before, stay, call, told_by)
    return stay


def _keep(before: ResidenceSpell, stay: ResidenceSpell, call: Call, told_by: str) -> None:
    """A removal or a return with which status or papers change corrects them as well: else it would be the way to do so
    unseen."""
    was = {
        "status_was": before.status if before.status != stay.status else None,
        "papers_was": before.papers if before.papers != stay.papers else None,
    }
    if any(value is not None for value in was.values()):
        PersonCorrection.objects.create(
            person=stay.person, spell=stay, corrected_on=call.day, entry=call.ref, told_by=told_by, **was
        )


def _last(person: Person, since: date) -> ResidenceSpell | None:
    rows = ResidenceSpell.objects.filter(person=person, from_day__lt=since).order_by("-from_day")
    return rows.select_related("household__community", "began_with").first()


def _goes_on(before: ResidenceSpell, community: str, since: date) -> bool:
    """Whether somebody has gone on living in the community since the stay before. By the word of others nobody has been
    away: for as long as rolls are marked with it, counted from its entry, whatever day that names. Else a clerk alone
    could end a stay and begin it anew with whatever status, in one sitting, and nothing would tell."""
    left = before.left_on
    if left is None or left > since or before.household.community_code != community:
        return False
    if before.left_told_by in OTHERS:
        return since <= max(left, before.left_said_on or left) + LOOKED_BACK
    return since <= left + ON_THE_WAY


def _seen(said: str, before: ResidenceSpell | None, goes_on: bool) -> str:
    """What was seen of somebody goes with them: without papers they stay until some are seen, whatever door they live
    behind; and nobody loses by a removal what has been seen."""
    if before is None or said not in {"", NO_PAPERS}:
        return said
    return before.papers if goes_on or not said else said
