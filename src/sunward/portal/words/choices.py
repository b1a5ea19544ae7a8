"""What can be answered to a fact, by name: from the rule books, and from what a community has registered. Forms offer
it, and the page of an entry reads it back."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import count

from sunward.ballots import queries as ballots
from sunward.charter import engine
from sunward.charter.queries import NoCharter, charter_of
from sunward.charter.wording import POSTS, holder_name, said
from sunward.decisions import queries as decisions
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.portal.words import rulechoices
from sunward.registry import queries as registry

Choices = list[tuple[str, Text]]
ANOTHER_BODY = Text("规则册里没有写到的其他组织", "another body, which no rule book names")
ANOTHER_POST = Text("规则册里没有写到的其他岗位", "another post, which no rule book names")
MEETING, RECALL, DISCLOSURE, HEARING = "meeting", "recall", "disclosure", "hearing"
WHICH: Mapping[str, Text] = {
    MEETING: Text("哪个会议", "which meeting"),
    RECALL: Text("罢免谁", "who is to be recalled"),
    DISCLOSURE: Text("公开哪一项", "which item is to be published"),
    HEARING: Text("就哪件事听证", "on which matter"),
}


def bodies_to_register(code: str, on: date) -> Choices:
    """Bodies of whose posts the rule books speak, and which are not registered yet; then any other."""
    here = {one.kind for one in registry.bodies_of(code)}
    book = charter_of(code, on)
    known = dict.fromkeys(body_of(post) for post in _named(book) if body_of(post) not in here)
    return [*((kind, _body_name(kind, book)) for kind in known), (_unused("body", here), ANOTHER_BODY)]


def bodies_registered(code: str, _on: date) -> Choices:
    """The bodies here and above by name; of two kinds that are one in the rule books the nearest counts."""
    return list({one.kind: one.name for one in registry.bodies_of(code)}.items())


def areas_here(code: str, _on: date) -> Choices:
    """The community and the areas above it, the nearest first."""
    return [(one.code, one.name) for one in reversed(registry.community(code).areas)]


def posts_to_register(body: str, code: str) -> Choices:
    """Posts of one body that the rule books name and the register lacks; then any other."""
    here = {one.post for one in registry.posts_in(code)}
    named = (post for post in _named(charter_of(code, clock.today())) if body_of(post) == body and post not in here)
    keys = [post.partition(".")[2] for post in named]
    taken = {post.partition(".")[2] for post in here if body_of(post) == body}
    return [*((key, POSTS.get(key, Text.of(key))) for key in keys), (_unused("post", taken), ANOTHER_POST)]


def _named(book: engine.Charter) -> Iterator[str]:
    """Every post that the list of powers or the rules of a meeting name."""
    held = [post for power in book.powers.values() for post in power.held_by]
    members = [post for one in book.sessions.values() if one.members for post in one.members.posts]
    yield from dict.fromkeys(post for post in (*held, *members) if "." in post)


def _body_name(kind: str, book: engine.Charter) -> Text:
    return said(book.bodies[kind].name) if kind in book.bodies else holder_name(kind)


def _unused(stem: str, taken: set[str]) -> str:
    return next(word for number in count(1) if (word := f"{stem}_{number}") not in taken)


def petition_choices(purpose: str, code: str) -> Choices:
    """What a petition for this can name: a body that people can make meet, somebody in office, an item to be
    published, a matter that is still to be decided."""
    if purpose == HEARING:
        return list(decisions.hearable_matters(code, clock.today()))
    book = charter_of(code, clock.today())
    if purpose == RECALL:
        return _in_office(code)
    if purpose == DISCLOSURE:
        return [(key, said(item.name)) for key, item in book.disclosure.items()]
    return [(key, said(body.name)) for key, body in book.bodies.items() if signers(purpose, key, code)]


def _in_office(code: str) -> Choices:
    """Those in office of whose post a rule says how it is recalled."""
    today = clock.today()
    return [
        (post.appointment, Text(f"罢免{post.title.zh}{one.name}", f"recall {one.name}, {post.title.en}"))
        for one in registry.power_holders(code, today)
        for post in one.posts
        if elections.has_recall(post.post, code, today)
    ]


def signers(purpose: str, key: str, code: str) -> tuple[str, ...]:
    """The groups that may sign a petition for this."""
    return ballots.petition_classes(purpose, key, code, clock.today())


def _asked_for(code: str, _on: date) -> Choices:
    """What a petition can name: a body that is to meet, an item to be published, or somebody in office."""
    return [one for purpose in WHICH for one in petition_choices(purpose, code)]


CHOSEN: Mapping[tuple[str, str], Callable[[engine.Charter], Choices]] = {
    ("decisions.open_matter", "kind"): rulechoices.matters,
    ("decisions.report_step", "body"): rulechoices.bodies,
    ("decisions.report_step", "called_by"): rulechoices.convenors,
    ("disclosure.publish", "item"): rulechoices.items,
    ("elections.call_election", "body"): rulechoices.elected,
    ("elections.form_committee", "made_by"): rulechoices.choosers,
    ("meetings.add_item", "matter_kind"): rulechoices.matters,
    ("meetings.convene", "body"): rulechoices.meeting_bodies,
    ("meetings.convene_on_petition", "matter_kind"): rulechoices.matters,
    ("meetings.convene", "called_by"): rulechoices.callers,
    ("duties.report_done", "duty"): rulechoices.duties,
    ("money.request_payment", "route"): rulechoices.ways_of_spending,
    ("ballots.freeze_roll", "body"): rulechoices.bodies_with_rolls,
    ("ballots.freeze_roll", "of"): rulechoices.classes,
    ("ballots.open_petition", "of"): rulechoices.classes,
}


def _subgroups(code: str, _on: date) -> Choices:
    return [(area.code, area.name) for area in registry.subgroups(code)]


def _posts(code: str, _on: date) -> Choices:
    """Every post here and above, by its title, and by its body too where two are called alike; of two that are one in
    the rule books the nearest counts."""
    found = {one.post: one for one in registry.posts_in(code)}
    titles = [str(one.title) for one in found.values()]
    return [
        (
            key,
            one.title
            if titles.count(str(one.title)) == 1
            else Text(f"{one.title.zh}（{one.body.zh}）", f"{one.title.en} ({one.body.en})"),
        )
        for key, one in found.items()
    ]


def _bodies_and_offices(code: str, on: date) -> Choices:
    """The bodies of the rule books, and whatever else has a post here or above."""
    offices = {body_of(one.post): one.body for one in registry.posts_in(code)}
    return list((offices | dict(rulechoices.bodies(charter_of(code, on)))).items())


def _judged(code: str, on: date) -> Choices:
    """Whose work can be judged: every post, and every body that has any."""
    offices = {body_of(one.post): one.body for one in registry.posts_in(code)}
    return [*_posts(code, on), *offices.items()]


CHOSEN_HERE: Mapping[tuple[str, str], Callable[[str, date], Choices]] = {
    ("ballots.freeze_roll", "grid"): _subgroups,
    ("ballots.open_petition", "grid"): _subgroups,
    ("ballots.open_petition", "asks_for"): _asked_for,
    ("decisions.carry_out", "body"): _bodies_and_offices,
    ("meetings.call_forum", "judged"): _judged,
    ("registry.create_body", "area"): areas_here,
    ("registry.create_body", "kind"): bodies_to_register,
    ("registry.create_post", "body"): bodies_registered,
    ("registry.place_household", "grid"): _subgroups,
    ("registry.register_arrival", "grid"): _subgroups,
    ("registry.register_household", "grid"): _subgroups,
    ("registry.appoint", "post"): _posts,
    ("registry.appoint", "elected_by"): _bodies_and_offices,
}


def choices_of(act: str, name: str, code: str, on: date) -> Choices:
    """What the rule books in force on a day give to choose from for one fact; nothing for any other fact."""
    find, here = CHOSEN.get((act, name)), CHOSEN_HERE.get((act, name))
    try:
        return find(charter_of(code, on)) if find else here(code, on) if here else []
    except NoCharter:
        return []
