"""What can I do next here, and why not yet?"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from types import MethodType
from typing import Any, cast

from sunward.kernel import clock
from sunward.kernel.acts import Act, acts_on
from sunward.kernel.door import examine
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.memo import remembering
from sunward.kernel.ports import Books, asking_once, bound
from sunward.kernel.refs import Ref

# `open`: there is nothing to be done here; `on_roll`: nothing by whoever has no place
AUTHORITY = {"post", "power", "at_desk", "hold", "open", "on_roll"}


@dataclass(frozen=True, slots=True)
class Option:
    """An act that the charter gives to one of the person's posts, with what stands in its way today."""

    act: type[Act[Any, Any]]
    post: str
    subject: Ref
    blocked_by: tuple[Finding, ...]
    offices: tuple[str, ...] = ()  # all posts of theirs that are granted it: they say in which they act

    @property
    def open(self) -> bool:
        return not self.blocked_by


def available(person: str, subject: Ref, community: str) -> tuple[Option, ...]:
    """The acts on this subject that the person's posts and capacities are granted, open ones first.

    Costs a few queries for every act: for one subject's page, never for lists.
    """
    with remembering(), asking_once():
        return _best(_options(person, subject, community))


def at_desk(clerk: str, person: str, subject: Ref, community: str, without: Collection[str] = ()) -> tuple[Option, ...]:
    """The acts on this subject that the clerk's posts may enter at the desk for somebody, open ones first; of those
    `without` nothing is asked."""
    with remembering(), asking_once():
        return _best(_desk_options(clerk, person, subject, community, without))


def _best(found: Iterable[Option]) -> tuple[Option, ...]:
    """Each act once, by the post in which it is most open; what only its facts decide is asked in each office."""
    best: dict[str, Option] = {}
    for option in sorted(found, key=lambda option: (not option.open, option.act.name)):
        first = best.setdefault(option.act.name, option)
        if "." in option.post:
            best[option.act.name] = replace(first, offices=(*first.offices, option.post))
    return tuple(best.values())


def _desk_options(clerk: str, person: str, subject: Ref, community: str, without: Collection[str]) -> Iterator[Option]:
    ports, today = bound(), clock.today()
    posts, capacities = ports.posts_of(clerk, community, today), ports.posts_of(person, community, today)
    found = _Found(subject)
    for act in (one for one in acts_on(subject.type) if one.name not in without):
        books = found.books(act, today)
        for post in posts:
            if any(ports.granted_at_desk(act.name, post, capacities, community, one) for one in books):
                findings = examine(
                    act, by=clerk, post=post, subject=subject, on_behalf_of=person, found=found.by(act), in_post=True
                )
                yield Option(act, post, subject, tuple(standing_in_the_way(act, findings)))


def _options(person: str, subject: Ref, community: str) -> Iterator[Option]:
    ports, today = bound(), clock.today()
    posts, found = ports.posts_of(person, community, today), _Found(subject)
    for act in acts_on(subject.type):
        books = found.books(act, today)
        for post in posts:
            if any(ports.granted(act.name, post, community, one, None) for one in books):
                findings = examine(act, by=person, post=post, subject=subject, found=found.by(act), in_post=True)
                yield Option(act, post, subject, tuple(standing_in_the_way(act, findings)))


class _Found:
    """A subject as its acts find it: most of them find it in the same way, and it is looked up once for these."""

    def __init__(self, subject: Ref) -> None:
        self._subject = subject
        self._found: dict[tuple[object, ...], Any] = {}

    def by(self, act: type[Act[Any, Any]]) -> Any:
        way = (cast(MethodType, act.find).__func__, getattr(act, "subject_model", None), act.subject_key)
        if way not in self._found:
            self._found[way] = act.find(self._subject)
        return self._found[way]

    def books(self, act: type[Act[Any, Any]], today: date) -> tuple[Books, ...]:
        """Whose lists of powers grant it; only for what keeps its rules is the subject looked up."""
        return act.rule_books(self.by(act), today) if act.keeps_rules() else (today,)


def standing_in_the_way(act: type[Act[Any, Any]], findings: Iterable[Finding]) -> Iterator[Finding]:
    """A breach stops an effect. A report is refused for want of post, power or freedom alone: a late answer is shown
    as late, and is still an answer."""
    return (found for found in breaches(findings) if act.kind == "effect" or found.rule in AUTHORITY)
