"""What whoever rests a resolution on a hearing has to know: that nobody was heard, or fewer than the rules want, that
others wrote down what the speakers never said was theirs, or that its host named whom it heard."""

from collections.abc import Mapping

from sunward.charter.engine import Hearing
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.hearing.acting import left_since, speaking_order
from sunward.meetings.hearing.places import filled_by_the_host
from sunward.meetings.models import Meeting, Opinion

NOBODY_HEARD = Text("注意：听证会上没有人提意见。", "Alert: nobody gave an opinion at this hearing.")
FEW_SPOKE = Text(
    "注意：规则要 {wanted} 人发言，只有 {spoke} 人发了言。",
    "Alert: the rules want {wanted} speakers; {spoke} spoke.",
)
AND_LEFT = Text(
    "注意：规则要 {wanted} 人发言，只有 {spoke} 人发了言；另有 {left} 人定下以后由本人退出，不算缺席。",
    "Alert: the rules want {wanted} speakers; {spoke} spoke. {left} more had left by their own word after they were "
    "chosen, and count as no absence.",
)
WRITTEN = Text(
    "注意：{number} 名发言人的话，有别人登记的：本人没有登录写，没有签单，听证记录上也没有签过这些话。",
    "Alert: of {number} of the speakers others entered words for which they neither signed in, nor a slip, nor the "
    "record.",
)


def few_heard(meeting: Meeting, rules: Hearing | None) -> tuple[Finding, ...]:
    """Marks, for people may have nothing to say. Reads what was fetched with the meeting."""
    wanted, source = (rules.speakers, rules.source) if rules else (0, "")
    opinions = standing_opinions(meeting)
    own = filled_by_the_host(meeting, source) if rules and not rules.drawn else ()
    if not opinions:
        return (Finding("somebody_heard", False, NOBODY_HEARD, source), *own)
    spoke = len({one.speaker_id for one in opinions if one.speaker_id})
    found = []
    if spoke < wanted:
        empty = max(0, wanted - len(speaking_order(meeting)))  # others can have been named for who left
        left = min(empty, len(left_since(meeting)))
        text = (AND_LEFT if left else FEW_SPOKE).fill(wanted=wanted, spoke=spoke, left=left)
        found.append(Finding("speakers", False, text, source, f">= {wanted}", str(spoke)))
    if written := len({one.speaker_id for one in written_by_others(meeting)}):
        found.append(Finding("their_own_words", False, WRITTEN.fill(number=written), actual=str(written)))
    return (*found, *own)


def standing_opinions(meeting: Meeting) -> list[Opinion]:
    """Without what an upheld dispute found to be nobody's, also once the record was signed."""
    gone = {one.about for one in meeting.undone.all()}
    return [one for one in meeting.opinions.all() if f"opinion:{one.number}" not in gone]


def written_by_others(meeting: Meeting) -> list[Opinion]:
    """What stands for a speaker without their own hand in it: neither said by them, nor in the record when they signed
    it. Reads what was fetched with the meeting."""
    signed: dict[int | None, int | None] = {
        one.speaker_id: one.opinions for one in meeting.record_signatures.all() if one.speaker_id
    }
    return [
        one for one in standing_opinions(meeting)
        if one.speaker_id and one.own_word is False and not _in_what(signed, one)
    ]  # fmt: skip


def _in_what(signed: Mapping[int | None, int | None], opinion: Opinion) -> bool:
    """Signatures of before they told how many opinions stood above them are taken to be of all."""
    if opinion.speaker_id not in signed:
        return False
    until = signed[opinion.speaker_id]
    return until is None or opinion.place <= until
