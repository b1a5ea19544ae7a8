"""What the rule books say of a body's elections."""

from collections.abc import Iterator
from datetime import date, timedelta

from sunward.charter.engine import Duration, ElectionRules
from sunward.charter.queries import Period, charter_of, day_after, day_before, period
from sunward.elections.models import Election, Recall
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.registry import queries as registry

CALLED_AHEAD = "election_called_ahead"
# No law here says for how long people can nominate. Three days are enough to ask somebody, and for them to say yes; a
# rule book may give more.
NOMINATING, DAYS_TO_NOMINATE = "nominations_open_for", 3
FAR_OFF = Text(
    "选举日最晚 {last}，从发布公告那天算起：公告了选举，别的选举就不能再公告。",
    "The voting day is {last} at the latest, counted from the call: while an election is called, no other of this body "
    "can be.",
)


def rules_of(body: str, community: str, on: date) -> ElectionRules:
    """The rules of a day; empty where the books are silent. A rule that nobody has read grants nothing and eases
    nothing."""
    return (charter_of(community, on).elections.get(body) or ElectionRules(key=body)).granted()


def rules_of_election(election: Election) -> ElectionRules:
    """Those of the day on which it was called: whatever is asked of it later is asked by these."""
    return rules_of(election.body, election.community_code, election.called_on)


def rules_of_recall(recall: Recall) -> ElectionRules:
    """Those of the day on which its petition was opened: by these people signed it."""
    return rules_of(body_of(recall.post), recall.community_code, recall.petition.opened_on)


def not_put_off(community: str, called_on: date, day: date) -> Iterator[Finding]:
    """A voting day lies within the days that the rule book of the call sets, counted from the call however often it
    is moved; nothing where it sets none."""
    ahead = period(community, CALLED_AHEAD, called_on)
    if ahead.length.days:
        last = after(called_on, ahead.length)
        yield Finding("not_put_off", day <= last, FAR_OFF.fill(last=last), ahead.source, f"<= {last}", str(day))


def nominations_open(election: Election) -> Period:
    """For how long voters nominate at least, from the day on which the roll is settled."""
    return period(election.community_code, NOMINATING, election.called_on, DAYS_TO_NOMINATE)


def nominated_until(election: Election, reopened_on: date | None = None) -> date:
    """The last day on which people nominate for sure: from the next on the list can hang, and closes it."""
    return list_hangs_from(election, reopened_on) - timedelta(days=1)


def list_hangs_from(election: Election, reopened_on: date | None = None) -> date:
    """The first day on which the list of candidates can be posted; of a post whose list is open again, since then."""
    since = reopened_on or election.roll_taken_on or election.called_on
    return after(since, nominations_open(election).length)


def after(day: date, duration: Duration | None) -> date:
    """The civil day so many days, or working days, later; the day itself where the rule sets no time."""
    return day if duration is None else day_after(day, duration)


def before(day: date, duration: Duration | None) -> date:
    """The last day from which on so many days, or working days, have passed by `day`; the day itself without a time."""
    return day if duration is None else day_before(day, duration)


def name_of_post(post: str, community: str) -> Text:
    """What a post is called."""
    card = next((one for one in registry.posts_in(community) if one.post == post), None)
    return card.title if card else Text.of(post)


def whose_recall(recall: Recall) -> Text:
    """Whom it is about: the post and the name, for several may hold the same post. The names of officers, former ones
    too, are public."""
    post, name = name_of_post(recall.post, recall.community_code), recall.person.named
    return Text(f"{post.zh}{name.zh}", f"{post.en} {name.en}")


def admitted_by(post: str, community: str) -> Text:
    """Who took a paper in: a post at the desk, or nobody but whoever gave it."""
    return name_of_post(post, community) if post else Text("本人", "whoever gave it")
