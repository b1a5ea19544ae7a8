"""Post something: on the page, on the boards, for its audience and for its time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sunward.charter.wording import AUDIENCES
from sunward.disclosure.catalogue import Catalogue, Terms
from sunward.disclosure.content import same_content, says_nothing
from sunward.disclosure.correcting import marks_of_correction, marks_of_gap, marks_of_late, masks_others, was_in_time
from sunward.disclosure.events import Published
from sunward.disclosure.happened import owed_since
from sunward.disclosure.impossible import NOT_POSTED, UNKNOWN, impossible_days, impossible_draft
from sunward.disclosure.measured import (
    for_too_few,
    in_catalogue,
    long_enough,
    names_in_clear,
    on_time,
    readers_of_project,
)
from sunward.disclosure.models import Audience, Demand, Publication
from sunward.disclosure.periods import Made
from sunward.disclosure.queries.corrections import found_wrong
from sunward.disclosure.queries.demands import unmet, waits_for
from sunward.disclosure.queries.items import period_settled
from sunward.disclosure.queries.standing import says_it
from sunward.disclosure.rules import counts_from, period, wide_enough
from sunward.disclosure.series import PUBLICATION, next_number
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.halfwidth import halfwidth
from sunward.kernel.numbered import thing_here
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity
from sunward.registry.naming import person_meant

NO_NAMES = Text("标题所有人都能看到，请不要写姓名。", "Everybody sees the title: write no names.")

BY_DOOR = Text(
    "本人：写门牌和姓名，中间空一格，如“3栋201室 王芳”，或者人员编号。项目：名单由表格中“门牌”一栏写到的住户看到全文。",
    "A person: door, a space, and the name; or their number. The list of a project is read in full by the households "
    "in its table's column “door”.",
)
SAYS_NOTHING = Text(
    "只有标题，没有内容：不算公开了居民要求的这一项。请写上文字或表格。",
    "A title and nothing else does not meet what residents asked for: add the words or the figures.",
)
TITLE_ALONE = Text(
    "只有标题，没有内容：不算公开了这一项，仍然要公开。请写上文字或表格。",
    "A title and nothing else is not what is owed, and stays owed: add the words or the figures.",
)
PASSED_OVER = Text(
    "居民要求公开这一项，{day} 的那次公开没有带上它：晚了 {days} 天。",
    "Residents asked for this, and the posting of {day} did not carry it: it is {days} days late.",
)
ASKED_FOR_BY = Text(
    "居民要求最迟在 {day} 公开这一项：晚了 {days} 天。", "Residents asked for this by {day}: it is {days} days late."
)
ENTERED_LATE = Text(
    "说是 {day} 张贴的，过了 {days} 天才登记：是否按时，以登记的那一天为准。",
    "Said to have been posted on {day}, and entered {days} days later: whether it was in time goes by the day of its "
    "entry.",
)
TODAY = Text(
    "不填就是今天。过了三天才登记的，以登记那天为准。",
    "Leave it empty for today. More than three days later the day of the entry counts.",
)
NO_PERIOD = Text(
    "定期公开的，不填就算最近该公开的那一期，是否按时也按那一期算。",
    "Left empty, what is owed every period counts for the one that ended last: in time or late by its day.",
)
# What is posted about by its number alone. Their series have letters of their own, so a number is found once.
NUMBERED = ("decision", "matter", "payment", "roll", "meeting", "vote")
ABOUT = Text(
    "照打印的样子写，如 XY-R-2026-012；和哪件事都没有关系，就留空。",
    "As it is printed, such as XY-R-2026-012. Leave it empty where it is about nothing in particular.",
)


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    item: str = asked("公开目录中的哪一项", "which item of the disclosure catalogue", most=80)
    title: str = asked("标题", "title", hint=NO_NAMES)
    title_en: str = asked("英文标题", "title in English", default="")
    text: str = asked("内容", "text", long=True, private=True, default="")
    rows: dict[str, Any] | None = asked("表格", "table", private=True, default=None)
    about: str = asked("公开的是哪件事（编号）", "what it is about (its number)", hint=ABOUT, default="")
    audience: str = asked("向谁公开", "who may read names in it", choices=tuple(AUDIENCES.items()), default="")
    audience_ref: str = asked(
        "哪个人或哪个项目", "which person or project", hint=BY_DOOR, private=True, most=80, default=""
    )
    posted_on: date | None = asked("哪天起张贴", "posted since which day", hint=TODAY, default=None)
    event_on: date | None = asked(
        "事情发生的日子或期末", "day of the event, or last day of the period", hint=NO_PERIOD, default=None
    )
    stays_up_days: int | None = asked("公开多少天", "how many days it stays up", default=None)
    due_by: date | None = asked("最迟应在哪天公开", "last day for posting it", default=None)
    corrects: str = asked("更正或重新公开哪一份", "which publication this corrects or repeats", default="")


@register
class Publish(ActOnCommunity[PublicationFacts]):
    """Something was posted. Late or too short by the charter, it is posted all the same and says so."""

    name = "disclosure.publish"
    title = Text("公开", "publish")
    kind = "report"
    facts_type = PublicationFacts

    @property
    def posted_on(self) -> date:
        return self.facts.posted_on or self.call.happened_on

    @property
    def counts_from(self) -> date:
        """By which day it is judged whether it was in time."""
        return counts_from(self.posted_on, self.call.day)

    @cached_property
    def terms(self) -> Terms:
        """What the charter asks of this item."""
        return self.catalogue.terms(self.facts.item, self.happened or self.facts.event_on or self.settles)

    @cached_property
    def happened(self) -> date | None:
        """The day of what it is about by the record; a correction of what said the same item of the same thing has no
        day of its own, and what is posted by periods counts from the end of one."""
        before = self._of_the_same
        said = before is not None and before.item == self.facts.item and says_it(before)
        if said or self.catalogue.by_period(self.facts.item):
            return None
        return owed_since(self.about, self.facts.item, self.call.day)

    @property
    def _of_the_same(self) -> Publication | None:
        """What it corrects, if that is about the same thing."""
        before = self.corrected
        return before if before is not None and before.about == self.about else None

    @cached_property
    def settles(self) -> date | None:
        """The last day of the owed period that it settles without naming it; a correction under the same item is for
        that of what it corrects."""
        if self.facts.event_on or (self.corrected and self.corrected.item == self.facts.item):
            return None
        return period_settled(self.community, self.facts.item, Made(self.facts.due_by, self.counts_from), self.call.day)

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.community, self.posted_on)

    @cached_property
    def demanded(self) -> Demand | None:
        """What residents asked for beside the catalogue, published under the number of their demand."""
        return Demand.objects.filter(number=self.facts.item, community_code=self.community).first()

    @cached_property
    def corrected(self) -> Publication | None:
        rows = Publication.objects.filter(number=self.facts.corrects, community_code=self.community)
        return rows.first() if self.facts.corrects else None

    @cached_property
    def repeated(self) -> Publication | None:
        """The first posting with this very content, where what is said to be a correction changes nothing, or says
        again what had been corrected; of whatever else hangs about the same thing, one that was found wrong."""
        before, draft = self.corrected, self._draft()
        while before is not None and not same_content(before, draft):
            before = before.corrects
        before = before or next(self._found_wrong(draft), None)
        return (before.repeats or before) if before else None

    def _found_wrong(self, draft: Publication) -> Iterator[Publication]:
        """What was posted about the same thing with this very content, and found wrong by an objection."""
        if self.about.type == "community":
            return
        rows = Publication.objects.filter(
            community_code=self.community, subject_type=self.about.type, subject_id=self.about.id
        )
        for one in rows.order_by("id"):
            if same_content(one, draft) and found_wrong(one, self.call.day):
                yield one

    @property
    def bare(self) -> bool:
        return says_nothing(self.facts.title, self.facts.text, self.facts.rows)

    @property
    def audience(self) -> str:
        return self.facts.audience or self.terms.audience

    @cached_property
    def audience_ref(self) -> str:
        """The project, as it is called; the one person, as the register knows them: they read it by that alone.

        Raises:
            FactsError: at `audience_ref`, for nobody of the register, or where it can be more than one.
        """
        said = self.facts.audience_ref
        if self.audience == Audience.PERSON and said:
            return person_meant("audience_ref", said, self.community, self.posted_on, self.call.day)
        return said

    @property
    def days(self) -> int:
        return self.facts.stays_up_days if self.facts.stays_up_days is not None else self.terms.days

    @property
    def due_by(self) -> date | None:
        """What is typed may be earlier than the catalogue's day, and never later. None for the correction of what was
        in time: it is owed by a day of its own."""
        due = min((day for day in (self.facts.due_by, self.terms.due_by) if day), default=None)
        return None if was_in_time(self._of_the_same, self.facts.item, due, self.terms.audience) else due

    @cached_property
    def named(self) -> Ref | None:
        """What it is said to be about: by its number, or as programs write it."""
        typed = halfwidth(self.facts.about).strip()
        return _written(typed) if ":" in typed else thing_here(typed, NUMBERED, self.community)

    @property
    def about(self) -> Ref:
        if self.named:
            return self.named
        return self.corrected.about if self.corrected else Ref("community", self.community)

    def took_place_on(self) -> date | None:
        return self.facts.posted_on

    def judge(self) -> Iterator[Finding]:
        if problems := dict(self._impossible()):
            raise FactsError({name: [str(text)] for name, text in problems.items()})
        yield in_catalogue(self.facts.item, self.terms, self.demanded)
        if self.due_by:
            yield on_time(self.counts_from, self.due_by, self.terms.due_source or self.terms.source)
        if self.counts_from != self.posted_on:
            days = (self.call.day - self.posted_on).days
            late = ENTERED_LATE.fill(day=self.posted_on, days=days)
            yield Finding("entered_late", False, late, self.terms.source, str(self.posted_on), str(self.call.day))
        yield long_enough(self.days, self.terms)
        if not wide_enough(self.audience, self.terms.audience) and (self.terms.known or self.demanded):
            source = self.terms.source or (self.demanded.source if self.demanded else "")
            yield for_too_few(self.audience, self.terms.audience, source)
        yield from self._late_for_residents()
        yield from self._empty_words()

    def _late_for_residents(self) -> Iterator[Finding]:
        """What residents asked for was left out by the posting after, or came after its days; it says so for good."""
        demand = unmet(self.community, self.facts.item, self.call.day)
        since = demand.overdue_since if demand else None
        if demand and since and self.counts_from > since:
            days = (self.counts_from - since).days
            told = (PASSED_OVER if demand.passed_over else ASKED_FOR_BY).fill(day=since, days=days)
            yield Finding("demand_in_time", False, told, demand.source, f"<= {since}", str(self.counts_from))

    def _empty_words(self) -> Iterator[Finding]:
        """What is posted so that something is posted."""
        if self.audience == Audience.PROJECT_HOUSEHOLDS:
            yield from readers_of_project(self.facts.rows, self.community, self.call.day)
        yield from names_in_clear(self.facts.rows, self.audience)
        yield from masks_others(self._as_kept())
        yield from marks_of_correction(self.corrected, self.repeated, self.about, self.call)
        yield from marks_of_gap(self.corrected, self.counts_from, self.call.day, self.terms.source)
        if self.bare and waits_for(self.community, self.facts.item, self.call.day):
            source = self.demanded.source if self.demanded else self.terms.source
            yield Finding("demand_answered", False, SAYS_NOTHING, source, actual=self.facts.item)
        if self.bare and (self.terms.owed or self.happened):
            yield Finding("posting_says_something", False, TITLE_ALONE, self.terms.source, actual=self.facts.item)

    def _impossible(self) -> Iterator[tuple[str, Text]]:
        """What is said that cannot be, by its field."""
        days = self.facts.stays_up_days
        yield from impossible_days(self.posted_on, self.facts.event_on, days, self.happened, self.call.day)
        if self.facts.corrects and self.corrected is None:
            yield "corrects", NOT_POSTED
        if self.facts.about.strip() and self.named is None:
            yield "about", UNKNOWN
        yield from impossible_draft(self._draft(), self.terms)

    def write(self) -> Outcome:
        row = self._create()
        event = Published(
            row.community_code, row.number, row.about, row.item, row.posted_on, corrects=self.facts.corrects
        )
        public = {"stays_until": str(row.must_stay_until), "audience": row.audience}
        if known := self.happened or self.settles:
            public["event_on"] = str(known)
        if row.audience == Audience.EVERYONE and row.text:
            public["text"] = row.text
        return Outcome(result=row.ref, public=public, findings=marks_of_late(row), events=[event])

    @property
    def _owner(self) -> str:
        demanded = self.demanded.owner_post if self.demanded else ""
        return self.terms.owner_post or demanded or self.call.post

    def _draft(self) -> Publication:
        """What is said in it and to whom, before it has its number and its days."""
        about = self.about
        return Publication(
            community_code=self.community,
            subject_type=about.type,
            subject_id=about.id,
            item=self.facts.item,
            title_zh=self.facts.title,
            title_en=self.facts.title_en or self.facts.title,
            text=self.facts.text,
            rows=self.facts.rows,
            audience=self.audience,
            audience_ref=self.audience_ref,
            corrects=self.corrected,
        )

    def _as_kept(self) -> Publication:
        """The same, with what it says again: to find that the draft was asked for."""
        draft = self._draft()
        draft.repeats = self.repeated
        return draft

    def _create(self) -> Publication:
        row = self._as_kept()
        up_from, row.must_stay_until = period(self.posted_on, self.call.day, self.days)
        photographs = self.catalogue.photographs(self.terms, up_from, row.must_stay_until) or (None, None)
        row.photograph_by, row.photograph_again_from = photographs
        row.number = next_number(self.community, PUBLICATION, self.call.day)
        row.owner_post, row.due_by = self._owner, self.due_by
        row.posted_on, row.recorded_on, row.stays_up_days = self.posted_on, self.call.day, self.days
        row.source = self.terms.source or (self.demanded.source if self.demanded else "")
        row.asked_days = self.terms.days
        row.bare = self.bare
        row.save()
        return row


def _written(reference: str) -> Ref | None:
    try:
        return Ref.parse(reference)
    except ValueError:
        return None
