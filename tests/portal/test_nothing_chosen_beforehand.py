"""What somebody found, saw, decided or was is said by whoever fills in the form. Seen before: an objection was upheld,
an opinion adopted, an identity card seen, somebody had resigned, by whoever did not look at a list."""

import dataclasses
import re
from datetime import timedelta

import pytest

from sunward.disclosure.models import Objection
from sunward.kernel.acts import all_acts
from sunward.kernel.facts import FactsError, form_for, how_asked, read
from sunward.meetings.models import Statement
from sunward.portal.forms.tochoose import ASKED_OF_PEOPLE, to_choose
from sunward.registry.acts.register_arrival import RegisterArrivalFacts
from tests.by_links import Walk
from tests.disclosure import scenes as disclosing
from tests.meetings import scenes as meeting
from tests.portal.scene import TODAY
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR, holder

pytestmark = pytest.mark.usefixtures("community")
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
CHOOSE = {"en": "choose", "zh": "请选择"}
USUAL = {
    ("meetings.add_item", "method"): "a matter is resolved by yes or no alone; anything else asks for its choices",
    ("meetings.admit", "how"): "who came for whom is asked beside it, and decides; the list at the door proves nothing",
    ("registry.declare_kinship", "source"): "of oneself only: of somebody else it is refused",
    ("registry.record_arrival", "told_by"): "the weakest word, which marks what rests on it",
    ("registry.register_arrival", "told_by"): "the weakest word, which marks what rests on it",
}


def test_every_list_asks_but_those_of_which_we_say_why() -> None:
    usual = set()
    for act in all_acts():
        fields = form_for(act.facts_type).base_fields
        for one in dataclasses.fields(act.facts_type):
            if how_asked(one).choices is None:
                continue
            asked = to_choose(act.name, one.name, fields[one.name])
            assert next(iter(asked.choices))[0] == "", (act.name, one.name)  # type: ignore[attr-defined]
            if one.default not in {dataclasses.MISSING, ""} and not asked.required:
                usual.add((act.name, one.name))
    assert usual == set(USUAL)
    assert not usual & ASKED_OF_PEOPLE


def test_a_program_that_leaves_it_out_is_told() -> None:
    with pytest.raises(FactsError) as told:
        read(RegisterArrivalFacts, {"name": "马丽娟", "door": "7-702"})
    assert set(told.value.errors) == {"papers", "status"}


@LANGUAGES
def test_an_objection_is_answered_by_what_was_found(language: str) -> None:
    row = disclosing.objection(disclosing.post(TODAY), disclosing.resident(), TODAY)
    walk = Walk(holder(CODE, DIRECTOR), language).duties().go("/do/disclosure.answer_objection/")
    assert walk.field("outcome") == ""
    assert CHOOSE[language] in walk.words
    walk.send_in_vain(answer="已核对周边租金。")
    assert "已核对周边租金。" in walk.words, "nothing is lost"
    assert 'href="#id_outcome"' in walk.html, "the error stands at its field"
    row.refresh_from_db()
    assert row.answered_on is None
    walk.send(outcome="not_upheld")
    assert Objection.objects.get().outcome == "not_upheld"


@LANGUAGES
def test_words_are_put_in_nobodys_mouth(language: str) -> None:
    """The first on the list spoke whenever the recorder had not looked; stepped aside, it was the recorder."""
    call, item, keys = meeting.called()
    with meeting.at(meeting.EVENING):
        meeting.open_with(call, keys[:7])
        clerk = Walk(holder(CODE, CLERK), language).go("/meetings/", f"/{call.number}/", "/room/")
        for do, typed in {
            "say": {"text": "先修二栋。"},
            "aside": {"evidence": "本人说的", "reason": "interest"},
        }.items():
            form = next(one for one in clerk.shown.forms if one.fields.get("do") == [do])
            assert form.fields["place"] == [""]
            clerk._submit(form, typed)
            assert clerk.status == 422
            assert next(iter(typed.values())) in clerk.html, "nothing is lost"
        assert not Statement.objects.exists()
        assert not item.off_base.exists()


@LANGUAGES
def test_a_new_door_is_said_beside_the_door(language: str) -> None:
    disclosing.resident()
    form = Walk(holder(CODE, CLERK), language).duties().go("/do/registry.register_arrival/")
    assert form.field("papers") == form.field("status") == ""
    names = [name for name in form._form("key").fields if name in {"door", "new_door", "status"}]
    assert names == ["door", "new_door", "status"]


@LANGUAGES
def test_minutes_are_signed_in_a_place_that_is_free_and_said(language: str) -> None:
    """Each form offered all three places, those that had been signed too."""
    call, _item, keys = meeting.called(6)
    with meeting.at(meeting.EVENING):
        meeting.open_with(call, keys)
        meeting.act("meetings.close_session", DIRECTOR, call.ref)
        minutes = meeting.minutes_of(call)
    left = {"recorder", "chair", "supervisor"}
    with meeting.at(meeting.EVENING + timedelta(days=2), 19):
        for post, role in ((CLERK, "recorder"), (DIRECTOR, "chair"), (SUPERVISOR, "supervisor")):
            form = Walk(holder(CODE, post), language).duties().go("/do/meetings.sign_minutes/")
            offered = set(re.findall(r'<option value="(\w*)"', form.html))
            assert offered == {"", *left}
            assert form.field("role") == "", "not even the last is chosen for them"
            form.send_in_vain()
            assert 'href="#id_role"' in form.html
            form.send(role=role)
            left.remove(role)
    minutes.refresh_from_db()
    assert minutes.locked_on
