"""What was entered wrongly between two stays, or about one, is put back: living here goes on without a break."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from sunward.kernel.acts import Call
from sunward.registry.models import STANDING, PersonCorrection, ResidenceSpell, StayTakenBack, VoteApplication, Vouch
from sunward.registry.models.people import CLAIMED, OTHERS
from sunward.registry.residence.moving import ON_THE_WAY


def keep(stay: ResidenceSpell, undone_in: str) -> None:
    """A stay as it stands, before something of it is taken back: what has opened by now goes on by it."""
    StayTakenBack.objects.create(
        person=stay.person, household=stay.household, from_day=stay.from_day, left_on=stay.left_on,
        entry=stay.entry, left_entry=stay.left_entry, undone_in=undone_in,
    )  # fmt: skip


def join(before: ResidenceSpell, after: ResidenceSpell, day: date) -> None:
    """Somebody was never away between two stays: what they were before they are still, and the first lasts until the
    second begins. That one can be taken back as before, as a removal by the word of others."""
    origin = before.origin
    if after.began_with_id is None:
        _hand_over(after, origin)
        ResidenceSpell.objects.filter(Q(pk=after.pk) | Q(began_with=after)).update(began_with=origin)
    _as_before(before, after, day)
    before.left_on, before.left_because, before.left_said_on = after.from_day, "", None
    before.left_told_by, before.left_entry, before.undone_on = CLAIMED, after.entry, day
    before.save(update_fields=["left_on", "left_because", "left_said_on", "left_told_by", "left_entry", "undone_on"])
    ResidenceSpell.objects.filter(pk=after.pk).update(undone_on=day)


def begin_anew(before: ResidenceSpell) -> bool:
    """Nothing lies any more between a departure and the next stay that went on from it. By the word of others nobody
    was away; by their own, after more than a removal takes, living here begins anew. Whether it does."""
    rows = ResidenceSpell.objects.filter(person=before.person, from_day__gt=before.from_day).order_by("from_day")
    after = rows.first()
    if after is None or after.began_with_id is None or before.left_on is None or before.left_told_by in OTHERS:
        return False
    if after.from_day <= before.left_on + ON_THE_WAY:
        return False
    origin = after.began_with_id
    rows.filter(pk=after.pk).update(began_with=None)
    rows.filter(began_with=origin).update(began_with=after)
    return True


def hand_on(stay: ResidenceSpell) -> None:
    """What hangs on a stay with which living here began, and which is taken out, hangs on the next that went on from
    it; where none did it falls with it. On one that only went on nothing hangs."""
    later = ResidenceSpell.objects.filter(began_with=stay).order_by("from_day")
    first = later.first()
    for rows in (Vouch.objects.filter(spell=stay), VoteApplication.objects.filter(spell=stay)):
        if first is None:
            rows.delete()
        else:
            rows.update(spell=first)
    if first is not None:
        later.filter(pk=first.pk).update(began_with=None)
        ResidenceSpell.objects.filter(began_with=stay).update(began_with=first)


def _hand_over(after: ResidenceSpell, origin: ResidenceSpell) -> None:
    """Vouches and an application hang on the stay with which living here began; of each one counts."""
    said = Vouch.objects.filter(spell=origin)
    after.vouches.filter(voucher__in=said.filter(void_on=None).values("voucher")).delete()
    said.filter(voucher__in=after.vouches.values("voucher")).delete()
    after.vouches.update(spell=origin)
    again = VoteApplication.objects.filter(spell=after)
    if VoteApplication.objects.filter(STANDING, spell=origin).exists():
        again.delete()
    elif again.exists():
        VoteApplication.objects.filter(spell=origin).delete()
        again.update(spell=origin)


def _as_before(before: ResidenceSpell, after: ResidenceSpell, day: date) -> None:
    """Status and papers, by the correction that the return has made of them; where it began anew it has made none."""
    found = PersonCorrection.objects.filter(entry=after.entry, person=after.person, undone_on=None).first()
    if found is not None:
        PersonCorrection.objects.filter(pk=found.pk).update(undone_on=day)
    elif not PersonCorrection.objects.filter(entry=after.entry, person=after.person).exists():
        was = {"status_was": before.status, "papers_was": before.papers}
        found = PersonCorrection(person=after.person, spell=after, **was)
    if found is not None:
        put_back(found)


def put_back(row: PersonCorrection) -> None:
    """What stood there before a correction stands there again, unless it was corrected anew since: that stays."""
    later = PersonCorrection.objects.filter(person=row.person, undone_on=None, pk__gt=row.pk or 0).order_by("pk")
    person, stay = row.person, row.spell
    if row.name_was is not None and not _passed_on(later.exclude(name_was=None), name_was=row.name_was):
        person.name = row.name_was
    if row.born and not _passed_on(later.filter(born=True), born_was=row.born_was):
        person.born_on = row.born_was
    person.save(update_fields=["name", "born_on"])
    if stay is None:
        return
    # They may have moved since: what was seen of them, and what they are, went along.
    since = ResidenceSpell.objects.filter(person=person, from_day__gte=stay.from_day)
    later = later.filter(spell__in=since.values("pk"))
    if row.papers_was is not None and not _passed_on(later.exclude(papers_was=None), papers_was=row.papers_was):
        since.filter(papers=stay.papers).update(papers=row.papers_was)
    if row.status_was is not None and not _passed_on(later.exclude(status_was=None), status_was=row.status_was):
        since.filter(status=stay.status).update(status=row.status_was)


def right_status(stay: ResidenceSpell, status: str, call: Call) -> bool:
    """An arrival is right but for the status. Whether that is put back which stood there before it: it was changed by
    the entry then, and nothing marks it any more. Any other is a correction by one word, as ever, unless it was
    corrected since: that stays."""
    own = PersonCorrection.objects.filter(entry=stay.entry, spell=stay, undone_on=None).select_related("person").first()
    if own is not None and own.status_was == status:
        put_back(PersonCorrection(pk=own.pk, person=own.person, spell=stay, status_was=status))
        _forget_status(own, call)
        return True
    since = ResidenceSpell.objects.filter(person=stay.person, from_day__gte=stay.from_day)
    rows = PersonCorrection.objects.filter(spell__in=since.values("pk"), status_was__isnull=False, undone_on=None)
    if stay.status != status and not rows.exclude(entry=stay.entry).exists():
        PersonCorrection.objects.create(
            person=stay.person,
            spell=stay,
            status_was=stay.status,
            corrected_on=call.day,
            entry=call.ref,
            told_by=CLAIMED,
        )
        since.filter(status=stay.status).update(status=status)
    return False


def _forget_status(own: PersonCorrection, call: Call) -> None:
    """That a status was changed is found wrong; papers that the same entry changed stay, beside it."""
    if own.papers_was is None:
        PersonCorrection.objects.filter(pk=own.pk).update(undone_on=call.day)
        return
    PersonCorrection.objects.create(
        person=own.person, spell=own.spell, status_was=own.status_was, corrected_on=own.corrected_on, entry=call.ref,
        told_by=own.told_by, undone_on=call.day,
    )  # fmt: skip
    PersonCorrection.objects.filter(pk=own.pk).update(status_was=None)


def hand_on_corrections(stay: ResidenceSpell, before: ResidenceSpell) -> None:
    """A stay is about to go, and what was corrected about it goes on being told of the one before."""
    rows = PersonCorrection.objects.filter(spell=stay)
    for column in ("papers", "status"):
        if rows.filter(undone_on=None, **{f"{column}_was__isnull": False}).exists():
            setattr(before, column, getattr(stay, column))
    before.save(update_fields=["papers", "status"])
    rows.update(spell=before)


def _passed_on(later: "QuerySet[PersonCorrection]", **was: Any) -> bool:
    """Whether it was corrected anew since; what that one was before is then what this one was."""
    first = later.first()
    return first is not None and bool(later.model.objects.filter(pk=first.pk).update(**was))
