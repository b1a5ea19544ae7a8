"""What is posted when people are called to a poll: on which day, at which hours, where, how, and who runs it. Whoever
has no phone reads it on the board."""

from datetime import date

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.charter.engine import ElectionRules
from sunward.charter.wording import holder_name, holders_named
from sunward.disclosure import queries as disclosure
from sunward.disclosure.acts import PublicationFacts, Publish
from sunward.elections.book import name_of_post, whose_recall
from sunward.elections.models import Election, Recall
from sunward.elections.polling.hours import Hours
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.kernel.text import day_in_full

ITEM, OPEN_RECALL = "election_called", "elections.open_recall_poll"
WHEN = "{day} {hours} 在{places}投票。"
INSTEAD = "原定{before}投票，改到{day}。"
HOW = "投票方式：{channels}，秘密写票。谁可以投票，看张贴的名册。"
RUN_BY_COMMITTEE = "由选举委员会主持，候选人不参加主持。"
RECALL = "表决是否罢免{whose}。赞成就是罢免，反对就是不罢免。"
REASONS = "联名的理由：{reasons}"
DEFENDED = "被要求罢免的人已经申辩，全文在罢免 {number} 的页面上，也可以到服务中心看。"
NOT_DEFENDED = (
    "被要求罢免的人还没有申辩，投票开始以前都可以提出；提出的写在罢免 {number} 的页面上，也可以到服务中心看。"
)
RUN_FOR_RECALL = "召集：{called}。可以开始投票的：{who}；被要求罢免的人不主持。"


def of_election(
    row: Election, rules: ElectionRules, hours: Hours | None, on: date, before: date | None = None
) -> Consequence:
    """The call of an election; `before`: the day for which it was called until now."""
    code, body = row.community_code, charter.name_of_body(row.body, row.community_code, row.called_on)
    lines = [WHEN.format(day=day_in_full(row.voting_day).zh, hours=hours or "", places=row.places)]
    if before:
        lines.append(INSTEAD.format(before=day_in_full(before).zh, day=day_in_full(row.voting_day).zh))
    seats = "，".join(f"{name_of_post(one.post, code).zh} {one.seats} 名" for one in row.contests.order_by("place"))
    lines += [f"{'补选' if row.fills_vacancies else '选举'}：{seats}。", *_how(rules), RUN_BY_COMMITTEE]
    title = f"选举公告：{body.zh}", f"Election called: {body.en}"
    return _posted(row.ref, code, title, lines, row.voting_day, on)


def of_recall(
    row: Recall, rules: ElectionRules, places: str, hours: Hours, day: date, called_by: str, on: date
) -> Consequence:
    """The call of the vote on a recall."""
    code, whose = row.community_code, whose_recall(row)
    lines = [
        WHEN.format(day=day_in_full(day).zh, hours=hours, places=places),
        RECALL.format(whose=whose.zh),
        *_how(rules),
    ]
    if row.petition.text:
        lines.append(REASONS.format(reasons=" ".join(row.petition.text.split())))
    lines.append((DEFENDED if row.defended_on else NOT_DEFENDED).format(number=row.number))
    who = holders_named(one for one in charter.holders_of(OPEN_RECALL, code, on) if "." in one).zh
    lines.append(RUN_FOR_RECALL.format(called=holder_name(called_by).zh, who=who))
    post = name_of_post(row.post, code)
    title = f"罢免投票公告：{post.zh}", f"Vote on a recall called: {post.en}"
    return _posted(row.ref, code, title, lines, day, on)


def _how(rules: ElectionRules) -> list[str]:
    named = [ballots.channel_name(one).zh for one in rules.ballot.channels] if rules.ballot else []
    return [HOW.format(channels="、".join(named))] if named else []


def _posted(about: Ref, code: str, title: tuple[str, str], lines: list[str], day: date, on: date) -> Consequence:
    """Until the poll; in the place of what was posted for another day."""
    earlier = disclosure.posting_of(about, on, ITEM)
    facts = PublicationFacts(
        item=ITEM, title=title[0], title_en=title[1], text="\n".join(lines), about=str(about), event_on=on,
        stays_up_days=max((day - on).days, 1), corrects=earlier.number if earlier else "",
    )  # fmt: skip
    return Consequence(Publish, Ref("community", code), facts)
