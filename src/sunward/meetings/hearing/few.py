"""What whoever rests a resolution on a hearing has to know: that nobody was heard, or fewer than the rules want."""

from collections.abc import Sequence

from sunward.charter.engine import Hearing
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import Opinion

NOBODY_HEARD = Text("注意：听证会上没有人提意见。", "Alert: nobody gave an opinion at this hearing.")
FEW_SPOKE = Text(
    "注意：规则要 {wanted} 人发言，只有 {spoke} 人发了言。",
    "Alert: the rules want {wanted} speakers; {spoke} spoke.",
)


def few_heard(opinions: Sequence[Opinion], rules: Hearing | None) -> tuple[Finding, ...]:
    """Marks, for people may have nothing to say."""
    wanted, source = (rules.speakers, rules.source) if rules else (0, "")
    spoke = len({one.speaker_id for one in opinions if one.speaker_id})
    if not opinions:
        return (Finding("somebody_heard", False, NOBODY_HEARD, source),)
    text = FEW_SPOKE.fill(wanted=wanted, spoke=spoke)
    return (Finding("speakers", False, text, source, f">= {wanted}", str(spoke)),) if spoke < wanted else ()
