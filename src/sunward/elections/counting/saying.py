"""A result in words and as a table, from the one tally."""

from typing import Any

from sunward.ballots import queries as ballots
from sunward.ballots.rules.tally import Tally
from sunward.charter.engine.elections import RecallRule
from sunward.charter.engine.wording import share_words
from sunward.charter.wording import said as in_words
from sunward.elections.counting.results import Round, passed
from sunward.elections.models import Contest
from sunward.kernel.text import Text

NAME, VOTES, ELECTED = {"zh": "姓名", "en": "Name"}, {"zh": "票数", "en": "Votes"}, {"zh": "结果", "en": "Result"}
FIGURES = Text(
    "登记投票人 {entitled}，投票 {cast}，空白票 {blank}，无效票 {invalid}。{said}",
    "{entitled} registered, {cast} voted, {blank} blank, {invalid} invalid. {said}",
)
CONFIRMED = Text(
    "投票已经结束，计票由两人清点、第三人核对。", "The poll is closed; two have counted and a third has confirmed."
)
UNCONFIRMED = Text(
    "投票还没有结束，或者还没有由两人清点、第三人核对。",
    "The poll is not closed yet, or two have not counted and a third not confirmed.",
)
NOT_VALID = Text("投票的人不够，选举无效。", "Too few voted: the election is not valid.")
ALL = Text("全部名额选出。", "Every seat is filled.")
WAITS = Text(
    "这是计票结果：核定以后生效，在此以前没有人上任或者离任。",
    "By the count: it stands once the vote is certified; until then nobody comes into office or leaves it.",
)
ELECTED_DIED = Text(
    "当选的人有 {number} 人已去世，这个名额空缺，要补选。",
    "{number} of those elected have died: that seat is vacant, and another election fills it.",
)
ONLY_ANNULLED = Text(
    "被抽中回访的人中有人说自己没有投票：这次投票不能核定，只能作废重来。",
    "Somebody who was asked back did not vote: this vote cannot be certified, it can only be annulled and taken again.",
)
ONE_LEFT = Text("还有 1 个名额没有选出", "1 seat is still open")
LEFT = Text("还有 {left} 个名额没有选出", "{left} seats are still open")
TOO_FEW = Text("{left}：其余的人得票不够当选。", "{left}: nobody else had as many votes as the rule asks.")
TIED = Text("{left}：最后的名额得票相同。", "{left}: several have equally many votes for the last.")
RECALLED = Text("罢免通过：{why}。", "Recalled: {why}.")
KEPT = Text("罢免未通过：{why}。", "Not recalled: {why}.")
WHO_VOTED = Text(
    "全体有投票权的 {entitled} 人，应有{share}（至少 {least} 人）投票，投票 {cast} 人；"
    "投票的 {cast} 人，应有{part}（至少 {enough} 人）赞成罢免，赞成 {agree} 人",
    "of all {entitled} on the roll {share} ({least}) must vote, and {cast} did; of these {cast}, {part} ({enough}) "
    "must be for the recall, and {agree} are",
)


def result_said(last: Round) -> Text:
    """What came out, in one sentence."""
    if last.outcome is None:
        return Text.of("")
    if not last.outcome.valid:
        return NOT_VALID
    if not last.outcome.left:
        return ALL
    left, why = seats_left(last.outcome.left), TIED if last.outcome.tied else TOO_FEW
    return Text(why.zh.format(left=left.zh), why.en.format(left=left.en))


def recall_said(tally: Tally, rule: RecallRule) -> Text:
    """Whether somebody is recalled, with what the rule asks of turnout and votes."""
    agree = tally.votes("for")
    why = WHO_VOTED.fill(
        entitled=tally.entitled, share=in_words(share_words(rule.turnout)), least=rule.turnout.least(tally.entitled),
        cast=tally.cast, part=in_words(share_words(rule.passed)), enough=rule.passed.least(tally.cast), agree=agree,
    )  # fmt: skip
    return (RECALLED if passed(tally, rule) else KEPT).fill(why=why)


def seats_left(number: int) -> Text:
    return ONE_LEFT if number == 1 else LEFT.fill(left=number)


def among_whom(contest: Contest, last: Round) -> list[Text]:
    """Who would stand in a run-off, as they stand on the ballot paper."""
    keys = last.outcome.run_off if last.outcome else ()
    if not keys:
        return []
    rows = contest.candidates.select_related("person").order_by("place")
    return [one.person.named for one in rows if one.key in keys]


def figures_said(last: Round) -> Text:
    """Turnout and result, and whether it stands."""
    tally, said = ballots.tally(last.vote.number), result_said(last)
    if last.vote.certified_on is None:
        said = Text(f"{said.zh}{WAITS.zh}", f"{said.en} {WAITS.en}")
    if tally is None:
        return Text.of("")
    known = {"entitled": tally.entitled, "cast": tally.cast, "blank": tally.blank, "invalid": tally.invalid}
    return Text(FIGURES.zh.format(**known, said=said.zh), FIGURES.en.format(**known, said=said.en))


def rows_of(contest: Contest, last: Round) -> dict[str, Any]:
    """Candidates with their votes, as they stand on the ballot paper."""
    tally = ballots.tally(last.vote.number)
    chosen = last.outcome.chosen if last.outcome else ()
    rows = [
        [one.person.named.zh, str(tally.votes(one.key)), "当选" if one.key in chosen else ""]
        for one in contest.candidates.select_related("person").order_by("place")
        if tally and one.key in tally.chosen
    ]
    return {"columns": [NAME, VOTES, ELECTED], "rows": rows}
