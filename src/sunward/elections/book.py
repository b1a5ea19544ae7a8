"""What the rule books say of a body's elections."""

from datetime import date

from sunward.charter.engine import Duration, ElectionRules
from sunward.charter.queries import charter_of, day_after, day_before
from sunward.elections.models import Election, Recall
from sunward.kernel.text import Text
from sunward.registry import queries as registry


def rules_of(body: str, community: str, on: date) -> ElectionRules:
    """The rules of a day; empty where the books are silent. A rule that nobody has read grants nothing and eases
    nothing."""
    return (charter_of(community, on).elections.get(body) or ElectionRules(key=body)).granted()


def rules_of_election(election: Election) -> ElectionRules:
    """Those of the day on which it was called: whatever is asked of it later is asked by these."""
    return rules_of(election.body, election.community_code, election.called_on)


def rules_of_recall(recall: Recall) -> ElectionRules:
    """Those of the day on which it was asked for."""
    return rules_of(body_of(recall.post), recall.community_code, recall.asked_on)


def body_of(post: str) -> str:
    """The body that a post belongs to."""
    return post.partition(".")[0]


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


def name_of_body(body: str, community: str, on: date) -> Text:
    """What a body is called."""
    found = charter_of(community, on).bodies.get(body)
    if found is None:
        card = next((one.body for one in registry.posts_in(community) if body_of(one.post) == body), None)
        return card or Text.of(body)
    return Text(found.name.zh, found.name.en)
