"""What the street asks of whatever hangs, no community goes below item by item."""

import pytest

from sunward.kernel.acts import Refused
from tests.charter.amendments import change, draft
from tests.money.cases import START, on, rules_of

pytestmark = pytest.mark.django_db
STEP = "procedures.joint_decision.steps.resolution_disclosure.stays_up"


@pytest.mark.parametrize("path", ["disclosure.resolutions.stays_up", "disclosure.results.stays_up", STEP])
def test_a_resolution_hangs_as_long_as_the_street_asks(community: str, path: str) -> None:
    """Failed before: “1 day” was drafted and adopted without a word, below the street's ten days."""
    with on(START):
        with pytest.raises(Refused) as refusal:
            draft(change(path, "1 day"))
        draft(change(path, "12 days"))
    assert rules_of(refusal) == {"rule_check"}
    (said,) = [one.text for one in refusal.value.findings if one.breach]
    assert "柳河街道社区权力运行规定 第七条" in said.zh
    assert "no less than 10 days" in said.en
