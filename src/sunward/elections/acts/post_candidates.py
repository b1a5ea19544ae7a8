"""Post the list of candidates: more than there are seats, early enough before the voting day."""

from collections.abc import Iterator
from functools import cached_property

from sunward.charter import queries as charter
from sunward.disclosure.acts import PublicationFacts, Publish
from sunward.elections.acting import NOT_POSTED, POSTED, ActOnElection, run_by
from sunward.elections.barred import barred_firmly, marks_of_barred, marks_of_left_out
from sunward.elections.book import before, list_hangs_from, name_of_post, nominations_open
from sunward.elections.candidates import asked_for, list_open, living, marks_of_gone, standing_candidates
from sunward.elections.models import Candidate, Contest
from sunward.elections.office.one_post import marks_of_two
from sunward.elections.polling import proxylist
from sunward.elections.polling.hours import hours_of
from sunward.elections.waiting.shrunk import marks_of_size
from sunward.elections.waiting.silence import candidates_due
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text, day_in_full

ITEM = "election_candidates"
POST, NAME = {"zh": "岗位", "en": "Post"}, {"zh": "姓名", "en": "Name"}
WISH = {"zh": "想做什么", "en": "What they want to do"}
IN_FULL = "候选人自己的话，全文在选举 {number} 的页面上，也可以到服务中心看。"
WHEN = "{day} {hours} 在{places}投票。改期的，看最新的选举公告。"
ON_PAPER = 480  # letters of all candidates together, so that the one page of the poster holds every name
OF_ONE, TOO_FEW = 60, 24  # the most of one candidate; of more than twenty there is room for the names alone
MORE = Text(
    "“{zh}”要有 {needed} 名以上候选人，现在有 {found} 名。",
    "At least {needed} candidates for the post of {en}; there are {found}.",
)
SOMEBODY = Text("有人参选。", "Somebody stands.")
NOBODY = Text("没有人参选。", "Nobody stands.")
EARLY = Text(
    "候选人名单最晚 {last} 公布，在选举日前挂够天数。",
    "The candidates are posted on {last} at the latest, to hang long enough before the voting day.",
)
TO_NOMINATE = Text(
    "名册确定以后要留出提名的时间，候选人名单最早 {day} 公布。",
    "Once the roll is settled people have time to nominate: the candidates are posted on {day} at the earliest.",
)
NO_RULE = Text("规则册没有写明候选人怎样产生。", "No rule says how candidates come forward.")


@register
class PostCandidates(ActOnElection[SlipFacts]):
    """The list hangs and is closed: nobody comes onto it afterwards, and who withdraws is struck."""

    name = "elections.post_candidates"
    title = Text("公布候选人名单", "post the list of candidates")
    kind = "effect"
    facts_type = SlipFacts

    @cached_property
    def _open(self) -> list[Contest]:
        contests = self.subject.contests.select_related("election").order_by("place")
        return [contest for contest in contests if list_open(contest)]

    @cached_property
    def listed(self) -> dict[Contest, list[Candidate]]:
        """Every post at first; afterwards those of which the list is open again."""
        return {contest: self._may_stand(contest) for contest in self._open}

    @cached_property
    def left_out(self) -> list[Candidate]:
        """Whom a rule bars by now, though they had accepted."""
        listed = [one for contest in self._open for one in living(standing_candidates(contest))]
        return barred_firmly(self.subject, listed, self.rules, self.call.day)

    def _may_stand(self, contest: Contest) -> list[Candidate]:
        out = {one.pk for one in self.left_out}
        return [one for one in living(standing_candidates(contest)) if one.pk not in out]

    @property
    def again(self) -> bool:
        return self.subject.candidates_posted_on is not None

    def standing(self) -> Iterator[Finding]:
        silent = self.call.day >= candidates_due(self.subject, self.rules)
        yield run_by(self.subject, self.call, self.rules, silent=silent)
        yield Finding.either("before_posting", bool(self.listed), NOT_POSTED, POSTED)
        rule = self.rules.candidates
        if rule is None:
            yield Finding("candidates_rule", False, NO_RULE)
            return
        if not self.again:
            yield from self._enough()
        elif self.listed:
            yield Finding.either("candidates", any(self.listed.values()), SOMEBODY, NOBODY, rule.source)
        yield self._nominations_open()
        last = before(self.subject.voting_day, rule.posted_before)
        yield Finding(
            "posted_early", self.call.day <= last, EARLY.fill(last=last), rule.source, f"<= {last}", str(self.call.day)
        )

    def _enough(self) -> Iterator[Finding]:
        """A list that hangs again and is still short is a poll with a mark: people may not want to stand."""
        source = self.rules.candidates.source if self.rules.candidates else ""
        for contest, found in self.listed.items():
            needed = asked_for(contest, self.rules)
            title, number = name_of_post(contest.post, self.subject.community_code), len(found)
            text = MORE.fill(zh=title.zh, en=title.en, needed=needed, found=number)
            yield Finding("enough_candidates", number >= needed, text, source, f">= {needed}", str(number))

    def _nominations_open(self) -> Finding:
        """The list is closed when it hangs: in the hour of the call nobody but friends could have been nominated."""
        row, today = self.subject, self.call.day
        rule = nominations_open(row)
        reopened = [one.reopened_on for one in self.listed if one.reopened_on]
        first = list_hangs_from(row, max(reopened, default=None))
        text = TO_NOMINATE.fill(day=first)
        return Finding("nominations_open", today >= first, text, rule.source, f">= {first}", str(today))

    def write(self) -> Outcome:
        again = self.again
        marks = [one for one in self._enough() if not one.ok] if again else []
        listed = [one for found in self.listed.values() for one in found]
        marks += marks_of_size(self.subject, self.rules)
        Candidate.objects.filter(pk__in=[one.pk for one in self.left_out]).update(barred_on=self.call.day)
        marks += marks_of_left_out(self.left_out, self.rules)
        marks += marks_of_barred(self.subject, listed, self.rules, self.call.day)
        marks += marks_of_two(self.subject)
        marks += marks_of_gone(listed, self.subject.community_code, self.call.day)
        Candidate.objects.filter(pk__in=[one.pk for one in listed]).update(listed_on=self.call.day)
        self.subject.candidates_posted_on = self.call.day
        hung = [contest.pk for contest, found in self.listed.items() if found]
        self.subject.contests.filter(pk__in=hung).update(reopened_on=None)
        self.subject.save(update_fields=["candidates_posted_on"])
        posted = Consequence(Publish, Ref("community", self.subject.community_code), self._posting())
        public = {contest.post: len(found) for contest, found in self.listed.items()}
        # Those that were given until now; afterwards their list hangs anew with each that is given.
        proxies = [] if again else [*proxylist.changed(self.subject, self.call.day)]
        return Outcome(self.subject.ref, public, findings=marks, consequences=[posted, *proxies])

    def _posting(self) -> PublicationFacts:
        code, row = self.subject.community_code, self.subject
        body = charter.name_of_body(row.body, code, self.call.day)
        listed = [(contest, one) for contest, found in self.listed.items() for one in found]
        most = min(OF_ONE, ON_PAPER // max(len(listed), 1))
        said = [WISH] if most >= TOO_FEW else []
        rows = [
            [name_of_post(contest.post, code).zh, one.person.named.zh, *(own_words(one, most) for _said in said)]
            for contest, one in listed
        ]
        when = WHEN.format(day=day_in_full(row.voting_day).zh, hours=hours_of(row) or "", places=row.places)
        return PublicationFacts(
            item=ITEM, title=f"{body.zh}候选人名单", title_en=f"Candidates for the {body.en.removeprefix('the ')}",
            text=f"{when}\n{IN_FULL.format(number=row.number)}", rows={"columns": [POST, NAME, *said], "rows": rows},
            about=str(row.ref), event_on=self.call.day,
            stays_up_days=max((row.voting_day - self.call.day).days, 1),
        )  # fmt: skip


def own_words(one: Candidate, most: int) -> str:
    """The beginning of what a candidate wants to do, in one line, and that it goes on; nothing where it was found that
    they had not accepted in these words."""
    line = "" if one.acceptance_void_on else " ".join(one.words.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
