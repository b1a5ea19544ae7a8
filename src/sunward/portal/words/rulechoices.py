"""What the rule books give to choose from, by name: matters, bodies, items of the catalogue, groups of people."""

from sunward.charter import engine
from sunward.charter.engine.vocabulary import AREAS, CLASSES, OFFICES
from sunward.charter.wording import holder_name, said
from sunward.kernel.text import Text

Choices = list[tuple[str, Text]]
COUNTED_GROUPS = tuple((key, Text(title.zh, title.en)) for key, title in CLASSES.items())
GROUPS = tuple((key, title) for key, title in COUNTED_GROUPS if key not in AREAS)  # of people


def matters(book: engine.Charter) -> Choices:
    return [(key, said(matter.title)) for key, matter in book.matters.items()]


def items(book: engine.Charter) -> Choices:
    return [(key, said(item.name)) for key, item in book.disclosure.items()]


def bodies(book: engine.Charter) -> Choices:
    return [(key, said(body.name)) for key, body in book.bodies.items()]


def convenors(book: engine.Charter) -> Choices:
    offices = [(key, holder_name(key)) for key in OFFICES if key == "supervision_committee"]
    return [*bodies(book), *offices, ("petition", Text("居民联名", "a petition"))]


def meeting_bodies(book: engine.Charter) -> Choices:
    """The bodies of which a rule book says how they meet."""
    return [(key, said(body.name)) for key, body in book.bodies.items() if key in book.sessions]


def callers(book: engine.Charter) -> Choices:
    return [*convenors(book), ("party_organisation", holder_name("party_organisation"))]


def duties(book: engine.Charter) -> Choices:
    return [(key, said(duty.name)) for key, duty in book.duties.items()]


def bodies_with_rolls(book: engine.Charter) -> Choices:
    """The bodies of which the rule books say who belongs to them."""
    known = (key for key, one in book.sessions.items() if one.members and key in book.bodies)
    return [(key, said(book.bodies[key].name)) for key in known]


def elected(book: engine.Charter) -> Choices:
    """The bodies of which the rule books say how they are elected."""
    return [(key, said(book.bodies[key].name) if key in book.bodies else holder_name(key)) for key in book.elections]


def choosers(book: engine.Charter) -> Choices:
    """The bodies that may choose an election committee."""
    found = dict.fromkeys(by for one in book.elections.values() if one.committee for by in one.committee.made_by)
    names = dict(bodies(book))
    return [(key, names.get(key) or holder_name(key)) for key in found]


def ways_of_spending(book: engine.Charter) -> Choices:
    """What the spending rules ask for, from the smallest amount upwards: nothing, a body, or a procedure."""
    names = {key: said(procedure.title) for key, procedure in book.procedures.items()} | dict(bodies(book))
    names["none"] = Text("不需要先作决定", "no decision is needed first")
    wanted = dict.fromkeys(tier.requires.decision for tier in book.spending.tiers)
    return [(key, names.get(key, holder_name(key))) for key in wanted]


def classes(_book: engine.Charter) -> Choices:
    return list(GROUPS)
