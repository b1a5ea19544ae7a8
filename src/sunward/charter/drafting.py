"""Drafts of the community's own rules: what they are built from, what stands against them, how they are stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

from sunward.charter import engine
from sunward.charter.engine.amending.amending import Change, Unfit, checked, next_version, with_following
from sunward.charter.engine.amending.looser import loosened
from sunward.charter.engine.amending.standing import Objection, objections
from sunward.charter.engine.vocabulary import Layer
from sunward.charter.models import Adoption, Covenant, Document, Draft, Series
from sunward.charter.reach import out_of_reach, stopped_by_one
from sunward.charter.wording import in_words
from sunward.kernel.acts import Call
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.paper_numbers import next_number

ON_RULES = "community_rules"  # the matter on which rules are decided
AMENDMENT = "A"  # of the series: XY-A-2026-001
AHEAD = Text(
    "新规则只能从今后的某一天起施行，而且要晚于现行版本的开始日期。",
    "New rules begin on a day still to come, and after the day on which the rules before them began.",
)
STANDS = Text("规则检查没有发现问题。", "The check of rule books finds nothing against it.")
FITS = Text("改的都是可以修改的地方。", "It changes only places that can be changed.")
LOOSER = Text(
    "{number} 处会比现行规则宽松（已标出）：只有居民代表会议或者更大的会议通过了才能施行；法律和上级规则的要求不变。",
    "{number} of these places would be looser than the rules are now (they are marked): it takes effect only if the "
    "residents’ representatives or a wider meeting adopt it. What law and higher rule books ask stays.",
)
OWN = Text("本社区有自己的规则册。", "The community has a rule book of its own.")
NONE = Text("本社区还没有自己的规则册。", "The community has no rule book of its own yet.")


def newest_rules(community: str) -> Adoption | None:
    """The newest adopted version of the community's own rule book, in force or soon to be."""
    rows = Adoption.objects.filter(community_code=community, place=Layer.COMMUNITY.depth)
    return rows.select_related("document").order_by("-in_force_from", "-id").first()


def newest_covenant(community: str) -> Covenant | None:
    """The newest adopted covenant, in force or soon to be."""
    return Covenant.objects.filter(community_code=community).select_related("draft").order_by("-in_force_from").first()


def lies_on(community: str, own: str, on: date) -> list[engine.PackVersion]:
    """The rule books in force on a day besides the community's own (`own` is its id)."""
    rows = Adoption.objects.filter(community_code=community, in_force_from__lte=on).exclude(document__pack=own)
    rows = rows.exclude(in_force_to__lt=on).select_related("document").order_by("place", "id")
    return [engine.read_version(row.document.body) for row in rows]


def digest_of(body: Mapping[str, Any]) -> str:
    """The digest by which a text is known, whoever asks: SHA-256 of its canonical JSON."""
    return sha256(engine.canonical_json(body).encode()).hexdigest()


@dataclass
class Proposal:
    """A draft of rules before it is stored: nothing is written by asking it anything."""

    community: str
    changes: Sequence[Change]
    effective_from: date
    number: str = "draft"

    @cached_property
    def base(self) -> Adoption | None:
        return newest_rules(self.community)

    @property
    def document(self) -> Mapping[str, Any]:
        """The rules that are to be changed."""
        return self.base.document.body if self.base else {}

    @cached_property
    def unfit(self) -> Unfit | None:
        """The first change that cannot be made at all."""
        try:
            checked(self.document, self.changes)
        except Unfit as unfit:
            return unfit
        return None

    @cached_property
    def all_changes(self) -> tuple[Change, ...]:
        return with_following(self.document, self.changes)

    def body(self, number: str = "") -> dict[str, Any]:
        """The whole new version, under the draft's own number: no two drafts share a name."""
        text = engine.Text(f"修改草案 {number or self.number}", f"draft amendment {number or self.number}")
        since = str(self.effective_from)
        return next_version(self.document, self.all_changes, number or self.number, since, text)

    @cached_property
    def version(self) -> engine.PackVersion:
        return engine.read_version(self.body())

    @cached_property
    def above(self) -> list[engine.PackVersion]:
        return lies_on(self.community, str(self.document.get("id")), self.effective_from)

    @cached_property
    def objections(self) -> tuple[Objection, ...]:
        """What the check of rule books says against it."""
        if self.unfit:
            return ()
        return objections(self.above, engine.read_version(self.document), self.version)

    def charter(self) -> engine.Charter:
        """The community's charter as it would be.

        Raises:
            engine.PackError: when it lacks what a rule book cannot be read without.
        """
        return engine.Charter.from_versions([*self.above, self.version])

    @cached_property
    def as_they_stand(self) -> engine.Charter:
        """The rules that would be changed, with those that they lie on."""
        return engine.Charter.from_versions([*self.above, engine.read_version(self.document)])

    def _beyond(self, today: date) -> Iterator[tuple[str, engine.Text]]:
        return out_of_reach(self.as_they_stand, self.community, self.changes, today)

    def told(self, today: date) -> list[Text]:
        """What does not stand against it, and whoever votes on it should know."""
        found = stopped_by_one(self.as_they_stand, self.community, self.changes, today)
        looser = [LOOSER.fill(number=len(self.looser))] if self.looser else []
        return [*looser, *(in_words(self.document, path, what) for path, what in found)]

    @cached_property
    def looser(self) -> tuple[Change, ...]:
        """The changes that make a rule looser than it is, those that only follow among them."""
        return loosened(self.all_changes, self.document)

    @property
    def readable(self) -> bool:
        """Whether it can be read at all; what keeps it from that stands among the objections."""
        try:
            self.charter()
        except engine.PackError:
            return False
        return True

    def told_first(self, today: date) -> tuple[date, int, str] | None:
        """The first day on which a meeting that decides on rules can be held, for how many days people are told of it,
        and whose it is; None where no rule says how long that is."""
        rules, found = self.as_they_stand, list[tuple[int, str]]()
        matter = rules.matters.get(ON_RULES)
        for body in (one for rule in matter.competences for one in rule.decided_by) if matter else ():
            notices = engine.Sitting(rules, body, today, ON_RULES).rules.notices
            told = [notice.days for notice in notices if not notice.unconfirmed]
            found += [(max(told), body)] if told else []
        days, body = min(found, default=(0, ""))
        return (today + timedelta(days=days), days, body) if body else None

    def findings(self, today: date) -> Iterator[Finding]:
        """Everything that must hold before it may be stored, each breach in plain words."""
        yield Finding.either("own_rules", self.base is not None, OWN, NONE)
        if self.base is None:
            return
        yield looks_ahead(self.effective_from, today, self.base.in_force_from)
        if self.unfit:
            yield Finding(
                "place", False, in_words(self.document, self.unfit.path, self.unfit.why), actual=self.unfit.path
            )
            return
        yield Finding("place", True, FITS)
        for path, what in self._beyond(today):
            yield Finding("within_reach", False, in_words(self.document, path, what), actual=path)
        for one in self.objections:
            rule = "hangs_on_the_wall" if one.on_the_wall else "rule_check"
            yield Finding(rule, False, in_words(self.document, one.path, one.what), actual=one.path)
        if not self.objections:
            yield Finding("rule_check", True, STANDS)


def looks_ahead(effective_from: date, today: date, base_from: date | None) -> Finding:
    """New rules begin after today, and after what they replace."""
    ok = effective_from > today and (base_from is None or effective_from > base_from)
    return Finding("notice", ok, AHEAD, required=f"> {today}", actual=str(effective_from))


def store_rules(proposal: Proposal, call: Call, why: str, revises: Draft | None = None) -> Draft:
    """Keep a draft of rules, with the number that its version will bear."""
    number = next_number(Series, proposal.community, AMENDMENT, call.day)
    base = proposal.base.document if proposal.base else None
    changes = [change.as_data() for change in proposal.all_changes]
    body = proposal.body(number)
    return _store(
        call, number, body, community_code=proposal.community, kind=Draft.RULES, base=base, changes=changes,
        effective_from=proposal.effective_from, why=why, revises=revises,
    )  # fmt: skip


def store_covenant(
    community: str, text: str, effective_from: date, call: Call, why: str, revises: Draft | None = None
) -> Draft:
    """Keep a draft of the covenant."""
    number, newest = next_number(Series, community, AMENDMENT, call.day), newest_covenant(community)
    body = {
        "covenant": community, "version": number, "effective_from": str(effective_from),
        "paragraphs": paragraphs(text),
    }  # fmt: skip
    return _store(
        call, number, body, community_code=community, kind=Draft.COVENANT, effective_from=effective_from, why=why,
        replaces=newest.draft if newest else None, revises=revises,
    )  # fmt: skip


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: every line that says something is one."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _store(call: Call, number: str, body: dict[str, Any], **fields: Any) -> Draft:
    return Draft.objects.create(
        number=number, body=body, digest=digest_of(body), drafted_on=call.day, drafted_by=call.by,
        drafted_by_post=call.post, **fields,
    )  # fmt: skip


def stored(draft: Draft) -> Document:
    """The draft's text among the documents, word for word."""
    version = engine.read_version(draft.body)
    document, _new = Document.objects.get_or_create(
        digest=version.digest, defaults={"pack": version.pack, "version": version.id, "body": version.document}
    )
    return document
