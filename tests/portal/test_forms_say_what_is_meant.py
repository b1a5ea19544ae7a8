"""What a form and its refusals say is said in words: who is vouched for, which day would do, what can be chosen."""

from datetime import timedelta

import pytest

from sunward.kernel.acts import Refused
from tests.by_links import Walk
from tests.disclosure import scenes as disclosing
from tests.meetings import hearing_scenes as hearing
from tests.meetings import scenes as meeting
from tests.portal.scene import TODAY
from tests.portal.test_vouching import arrived
from tests.stage import CODE, DIRECTOR, holder

pytestmark = pytest.mark.usefixtures("community")
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


@LANGUAGES
def test_a_neighbour_reads_for_which_door_they_vouch(language: str) -> None:
    _clerk, number = arrived(language)
    neighbour = Walk(disclosing.resident(), language).duties().go("/vouch/").find(number, "number")
    assert "7-702" in neighbour.words
    assert "马**" in neighbour.words
    assert "马丽娟" not in neighbour.html
    address = neighbour.at
    officer = holder(CODE, DIRECTOR).partition(":")[2]
    other = neighbour._open(address.replace(f"person:{number.replace('-', '')}", f"person:{officer}"))
    assert ("证明的就是" if language == "zh" else "what you vouch for") not in other.words, "of nobody else"


def test_the_first_day_that_leaves_time_is_named() -> None:
    with pytest.raises(Refused) as refused:
        hearing.forum("coordination", days=1)
    said = next(one.text for one in refused.value.findings if one.rule == "notice")
    found = [hearing.CALLED + timedelta(days=days) for days in range(2, 15)]
    assert any(str(day) in said.zh and str(day) in said.en for day in found)


@LANGUAGES
def test_an_objection_stands_on_the_desk_by_what_it_is_about(language: str) -> None:
    disclosing.objection(disclosing.post(TODAY), disclosing.resident(), TODAY)
    desk = Walk(holder(CODE, DIRECTOR), language).duties()
    assert ("对“清溪路18号房屋出租”的异议" if language == "zh" else "Objection to “清溪路18号房屋出租”") in desk.words


def test_ways_to_vote_are_named_and_no_keys() -> None:
    call, item, keys = meeting.called()
    with meeting.at(meeting.EVENING):
        meeting.open_with(call, keys)
        with pytest.raises(Refused) as refused:
            meeting.put(item, channels="smoke")
    said = next(one.text for one in refused.value.findings if one.rule == "channels_known")
    assert "举手" in said.zh
    assert "roll_call" not in said.zh + said.en
