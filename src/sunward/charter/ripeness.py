"""Whether a draft that a meeting adopted may take effect: still the same words, nothing in between, on its own day."""

from collections.abc import Iterable, Iterator
from datetime import date

from sunward.charter import engine
from sunward.charter.drafting import STANDS, digest_of, lies_on, newest_covenant, newest_rules
from sunward.charter.engine.amending.amending import Change, difference, read_changes
from sunward.charter.engine.amending.standing import objections
from sunward.charter.engine.vocabulary import Layer
from sunward.charter.models import Draft
from sunward.charter.reach import out_of_reach
from sunward.charter.undecided import undecided
from sunward.charter.wording import in_words
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

SAME_WORDS = Text("草案一个字也没有改过。", "Not a word of the draft has changed.")
OTHER_WORDS = Text(
    "草案的内容与它的指纹不符：内容被改动过。", "The draft's words do not fit its digest: they were changed."
)
NEWEST = Text("草案修改的是现行规则。", "The draft changes the rules as they stand.")
OVERTAKEN = Text(
    "起草以后规则又改过，按这份草案施行会把那次修改丢掉；请按现行规则重新起草。",
    "The rules have changed since it was drafted, and this draft would undo that; draft anew from the rules as they "
    "stand.",
)
AFTERWARDS = Text("它在现行的和将要施行的版本以后施行。", "It follows the version in force, and what is coming.")
COMING = Text(
    "已经通过、自 {day} 起施行的版本在它以后（或同一天）：两个版本会叠在一起。请按那个版本写，自那天以后起施行。",
    "A version that was adopted takes effect on {day}, not before this one: both would lie over each other. Write it "
    "from that version, for a later day.",
)
OWN_DAY = Text(
    "草案自 {day} 起施行，日子不由经办人选择。",
    "The draft takes effect on {day}; who enters it does not choose the day.",
)


def ripe(draft: Draft, start: date, today: date) -> Iterator[Finding]:
    """Everything besides the decision that a draft's taking effect waits for."""
    yield from undecided(draft)
    same = digest_of(draft.body) == draft.digest
    yield Finding("digest", same, SAME_WORDS if same else OTHER_WORDS, required=draft.digest)
    day = max(draft.effective_from, today)
    yield Finding("own_day", start == day, OWN_DAY.fill(day=day), required=str(day), actual=str(start))
    newest = _stands_on_the_newest(draft, start)
    yield Finding("newest", newest, NEWEST if newest else OVERTAKEN)
    if draft.base:
        base, version = engine.read_version(draft.base.body), engine.read_version(draft.body)
        yield from _check(base, version, draft.community_code, start)
        yield from _reach(version, read_changes(draft.changes), draft.community_code, start, today)


def book_ripe(book: engine.PackVersion, community: str, start: date, today: date) -> Iterator[Finding]:
    """The same of a rule book of the community that lies ready, against the one that it follows."""
    newest = newest_rules(community) if book.layer is Layer.COMMUNITY else None
    if newest is None:
        return
    base = engine.read_version(newest.document.body)
    later = newest.in_force_from < start
    yield Finding("newest", later, AFTERWARDS if later else COMING.fill(day=newest.in_force_from))
    if base.pack == book.pack:
        yield from _check(base, book, community, start)
    yield from _reach(book, difference(base.document, book.document), community, start, today)


def _stands_on_the_newest(draft: Draft, start: date) -> bool:
    if draft.kind == Draft.COVENANT:
        covenant = newest_covenant(draft.community_code)
        if covenant is None:
            return draft.replaces_id is None
        return covenant.draft_id == draft.replaces_id and covenant.in_force_from < start
    rules = newest_rules(draft.community_code)
    return rules is not None and rules.document_id == draft.base_id and rules.in_force_from < start


def _reach(
    version: engine.PackVersion, changes: Iterable[Change], community: str, start: date, today: date
) -> Iterator[Finding]:
    """There may be fewer people than when it was drafted."""
    whole = engine.Charter.from_versions([*lies_on(community, version.pack, start), version])
    for path, what in out_of_reach(whole, community, changes, today):
        yield Finding("within_reach", False, in_words(version.document, path, what), actual=path)


def _check(base: engine.PackVersion, version: engine.PackVersion, community: str, start: date) -> Iterator[Finding]:
    """The law may have changed since it was drafted, or written."""
    found = objections(lies_on(community, version.pack, start), base, version)
    for one in found:
        yield Finding("rule_check", False, in_words(version.document, one.path, one.what), actual=one.path)
    if not found:
        yield Finding("rule_check", True, STANDS)
