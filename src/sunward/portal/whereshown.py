"""Where the thing that an entry made, or is about, is shown to whoever reads the entry: the thing itself. Of a resident
no page tells but the desk that serves them and their own; from there, and from nowhere else, it can be seen."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from sunward.ballots import queries as ballots
from sunward.kernel import clock
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref, person_number
from sunward.kernel.viewer import Viewer
from sunward.portal.links import address_of
from sunward.record import queries as record
from sunward.registry import queries as registry

PUT = "meetings.put_to_vote"
OPENED = "ballots.open_vote"
# Acts on the community, by the page on which what they made stands; of the others nothing stands on any.
OF_THE_COMMUNITY: Mapping[str, str] = {
    "elections.hand_over": "portal:handovers",
    "money.adopt_budget": "portal:money",
    "money.record_past_payment": "portal:money",
    "registry.found": "portal:home",
}


def where_shown(entry: Entry, viewer: Viewer, *, serves: bool) -> str:
    """The address of the thing itself; empty where no page shows it to this reader, `serves` being whether they serve
    people at the desk. Up to three queries, and none for most."""
    code, ref = entry.log, entry.result or entry.subject
    if entry.kind != "refusal" and (found := _itself(entry)):
        return address_of(found, code)
    if ref.type == "person":
        return _of_person(str(ref), viewer, serves)
    if ref.type == "household":
        door = ref.id.removeprefix(f"{code}-")
        return f"{reverse('portal:serve', args=[code])}?{urlencode({'q': door})}" if serves else ""
    if ref.type == "appointment" and (held := registry.term(ref.id)):
        return _officers_page(held.person, code) or reverse("portal:people", args=[code])
    if ref.type == "community":
        page = OF_THE_COMMUNITY.get(entry.act, "")
        return reverse(page, args=[code]) if page else ""
    return address_of(ref, code)


def _itself(entry: Entry) -> Ref | None:
    """What the entry itself names: the vote that a question was put to, the payment of an order, what is stopped, the
    draft that was put in force, the decision that a tender served."""
    if entry.act == PUT:
        return _vote_of(entry)
    made = (entry.result or entry.subject).type
    if made == "order":
        paid = str(entry.public.get("payment") or "")
        return Ref("payment", paid) if paid else entry.subject if entry.subject.type == "payment" else None
    if made == "hold" and (held := str(entry.public.get("held") or "")):
        return Ref.parse(held)
    named = {"charter_version": ("draft", "draft"), "tender": ("decision", "decision")}.get(made)
    number = str(entry.public.get(named[0]) or "").strip() if named else ""
    return Ref(named[1], number) if named and number else None


def _vote_of(entry: Entry) -> Ref | None:
    """The vote that was opened with it: a question can be put anew, and what decides between the first two is another
    vote on the same item."""
    votes = [one.ref for one in ballots.votes_on(entry.subject)]
    opened = record.results_of(OPENED, votes) if votes else []
    return next((one.result for one in opened if one.parent == entry.ref), None)


def _of_person(person: str, viewer: Viewer, serves: bool) -> str:
    code = viewer.community
    if page := _officers_page(person, code):
        return page
    if serves:
        return reverse("portal:served", args=[code, person_number(person)])
    return reverse("portal:desk", args=[code]) if person == viewer.person else ""


def _officers_page(person: str, code: str) -> str:
    """Whoever holds or held a post has a page; nobody else has."""
    today = clock.today()
    if registry.is_officer(person, code, today) or registry.past_terms(person, code, today):
        return address_of(Ref.parse(person), code)
    return ""
