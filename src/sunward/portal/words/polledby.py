"""Who votes for whom in an election, in words: to whoever let somebody vote for them, and to whoever does."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sunward.ballots import queries as ballots
from sunward.disclosure import queries as disclosure
from sunward.elections import queries as elections
from sunward.elections.queries import PollAt, StandingProxy
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written, short_date
from sunward.kernel.viewer import Viewer
from sunward.portal.links import act_address
from sunward.portal.words.disputed import DISPUTE
from sunward.portal.words.quoting import quoting
from sunward.portal.words.said import act_title
from sunward.registry import queries as registry

BACK = "elections.take_back_proxy"
Line = dict[str, Any]


def polled_by_proxy(viewer: Viewer, about: Ref | None = None) -> list[Line]:
    """For each proxy that stands and that the reader gave or holds: in all polls to come, or in that of an election or
    a contest. By names in full, for it is their own. Once the polls are over whoever gave one reads to whom their sheet
    went, and nobody is sent to the door."""
    if viewer.person is None:
        return []
    found = elections.proxies_of(viewer.person, viewer.community, clock.today(), about)
    lines = (_given(one, viewer) if one.giver == viewer.person else _held(one, viewer.community) for one in found)
    return [line for line in lines if line]


def _given(one: StandingProxy, viewer: Viewer) -> Line:
    code, name = viewer.community, registry.full_name(one.holder)
    line = _line(one, code) | {"icon": "people", "held": False, "entry": one.entry}
    back = {"act": act_title(BACK), "do": act_address(BACK, one.election, code)}
    if one.idle:
        words = _("%(name)s, whom you let vote for you, stands or sits on the election committee now and fetches no "
                  "sheet: come yourself.")  # fmt: skip
        return line | {"words": quoting(words, name=name)}
    deny = _deny(one, viewer)
    if _over(one):
        words = _("Your sheet was handed to %(name)s, who voted for you.")
        return line | {"words": quoting(words, name=name), "about": ""} | deny if _handed(one, _polled(one)) else {}
    if _fetched(one):
        words = _("Your sheet was handed to %(name)s, who votes for you. It counts once it lies in the box.")
        none = _("If you gave no proxy, tell the supervision committee.")
        return line | {"words": quoting(words, name=name), "about": "" if deny else none} | deny
    comes = _("If you come yourself, take the proxy back first.")
    return line | {"words": quoting(_how(one), name=name, day=short_date(one.given_on)), "about": comes} | back | deny


def _how(one: StandingProxy) -> str:
    if one.at_desk:
        return _("%(name)s votes for you and fetches your sheet at the door (in writing, entered at the desk on "
                 "%(day)s).")  # fmt: skip
    if one.on_paper:
        return _("%(name)s votes for you and fetches your sheet at the door (in writing, given by you on %(day)s).")
    return _("%(name)s votes for you and fetches your sheet at the door (given by you on %(day)s).")


def _deny(one: StandingProxy, viewer: Viewer) -> dict[str, str]:
    """Whoever gave none disputes what a clerk entered, while they can and have not."""
    today, code = clock.today(), viewer.community
    if not one.at_desk or not one.entry or today > disclosure.disputable_until(code, one.given_on):
        return {}
    if disclosure.disputed_among([one.entry], viewer, today):
        return {}
    return {"deny": act_address(DISPUTE, Ref("entry", one.entry), code)}


def _held(one: StandingProxy, code: str) -> Line:
    if _over(one):
        return {}
    name, about = registry.full_name(one.giver), SafeString("")
    if one.idle:
        words = _("You stand or sit on the election committee now: you fetch no sheet for %(name)s.")
    elif _fetched(one):
        words = _("You were handed the sheet of %(name)s: put it into the box for them.")
    else:
        words = _("You vote for %(name)s: fetch their sheet at the door and put it into the box.")
        about = _when(one.polls)
    return _line(one, code) | {"icon": "people", "held": True, "words": quoting(words, name=name), "about": about}


def _line(one: StandingProxy, code: str) -> Line:
    title = quoting(_("Election: %(body)s"), body=one.body)
    return {"title": title, "url": reverse("portal:election", args=[code, one.election.id])}


def _when(polls: Iterable[PollAt]) -> SafeString:
    """Days, hours and places that are still to come."""
    told = ((f"{short_date(poll.day)} {poll.hours}".strip(), as_written(poll.places)) for poll in polls)
    return format_html_join("; ", "{} · {}", told)


def _fetched(one: StandingProxy) -> bool:
    """Whether every sheet of theirs was handed to the proxy that can be by now."""
    return _handed(one, [vote for vote in _polled(one) if vote.closed_at is None])


def _handed(one: StandingProxy, votes: list[ballots.VoteOn]) -> bool:
    handed = [ballots.how_i_voted(one.giver, vote.number) for vote in votes]
    return bool(votes) and all(voted is not None and voted.by_proxy for voted in handed)


def _polled(one: StandingProxy) -> list[ballots.VoteOn]:
    return [vote for vote in ballots.votes_on(*one.contests) if vote.stands]


def _over(one: StandingProxy) -> bool:
    """Whether nobody votes there any more: what was opened is closed, and no poll is to come, today's included until
    somebody opens it."""
    votes, today = _polled(one), clock.today()
    held = {clock.civil_day(vote.opened_at) for vote in votes}
    to_come = any(poll.day >= today and poll.day not in held for poll in one.polls)
    return bool(votes) and not to_come and all(vote.closed_at is not None for vote in votes)
