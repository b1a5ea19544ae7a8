"""A form calls the thing that it is about by its title, and shows the words that it answers. Seen before: somebody's
office was ended, a question put to the vote and an objection answered under a number, and nothing else."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from sunward.disclosure.models import DeskDispute
from sunward.kernel.refs import Ref
from sunward.portal.links import act_address
from sunward.registry import queries as registry
from tests import stage
from tests.by_links import Walk
from tests.disclosure import scenes as disclosing
from tests.meetings import hearing_scenes as hearing
from tests.meetings import scenes as meeting
from tests.portal.scene import TODAY
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISOR, holder

pytestmark = pytest.mark.usefixtures("community")
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


def form(act: str, subject: Ref, person: str, language: str, served: str = "") -> Walk:
    walk = Walk(person, language)
    with override("zh-hans" if language == "zh" else language):
        address = act_address(act, subject, CODE)
    return walk._open(f"{address}?for={served}" if served else address)


def heading(walk: Walk) -> str:
    return str(walk.html).partition('class="lead')[2].partition("</header>")[0]


def trail(walk: Walk) -> str:
    return str(walk.html).partition('class="crumbs')[2].partition("</nav>")[0]


@LANGUAGES
def test_a_question_its_meeting_and_its_vote_by_their_titles(language: str) -> None:
    call, item, keys = meeting.called()
    with meeting.at(meeting.EVENING):
        meeting.open_with(call, keys)
        put = form("meetings.put_to_vote", item.ref, holder(CODE, DIRECTOR), language)
        assert item.title in heading(put)
        assert item.title in trail(put)
        assert item.number in heading(put), "small, after it"
        assert item.number not in trail(put)
        vote = meeting.put(item)
        assert vote.question in heading(form("ballots.close_vote", vote.ref, holder(CODE, CLERK), language))
        meeting.act("meetings.close_session", DIRECTOR, call.ref)
    with meeting.at(meeting.EVENING + timedelta(days=1)):
        minutes = meeting.minutes_of(call)
        shown = heading(form("meetings.sign_minutes", minutes.ref, holder(CODE, DIRECTOR), language))
        assert call.title in shown
        assert str(meeting.EVENING.day) in shown


@LANGUAGES
def test_whose_office_is_ended(language: str) -> None:
    held = next(one for one in registry.holders(DEPUTY, CODE, TODAY))
    term = next(one for one in registry.terms_of(DEPUTY, CODE) if str(one.person) == held.person)
    ending = form("registry.end_appointment", Ref("appointment", term.number), holder(CODE, CLERK), language)
    name = "林玉芬" if language == "zh" else "Lin Yufen"
    assert name in heading(ending)
    assert name in trail(ending)
    assert term.number not in heading(ending)


@LANGUAGES
def test_an_objection_is_read_where_it_is_answered(language: str) -> None:
    posting = disclosing.post(TODAY)
    row = disclosing.objection(posting, disclosing.resident(), TODAY)
    answering = form("disclosure.answer_objection", row.ref, holder(CODE, DIRECTOR), language)
    assert "清溪路18号房屋出租" in heading(answering)
    assert "租金低于市价" in answering.words
    nobody = form("disclosure.answer_objection", row.ref, disclosing.resident("钱梅"), language)
    assert "租金低于市价" not in nobody.words
    photographed = form("disclosure.photograph_board", posting.ref, holder(CODE, CLERK), language)
    assert "清溪路18号房屋出租" in heading(photographed)


@LANGUAGES
def test_a_dispute_names_what_was_entered_and_for_whom(language: str) -> None:
    person = disclosing.resident("钱多")
    posting = disclosing.post(TODAY - timedelta(days=1))
    done = stage.served("disclosure.object", person, posting.ref, text="租金怎么定的？")
    disputing = form("disclosure.dispute_desk_act", Ref("entry", done.entry.ref), person, language)
    assert "钱多" in heading(disputing)
    assert done.entry.ref not in heading(disputing)
    assert "钱多" not in heading(form("disclosure.dispute_desk_act", Ref("entry", done.entry.ref), "", language))
    disputing.send(text="我没有到过服务台。")
    answering = form("disclosure.answer_dispute", DeskDispute.objects.get().ref, holder(CODE, SUPERVISOR), language)
    assert "我没有到过服务台。" in answering.words
    assert ("提出异议" if language == "zh" else "Object, ") in heading(answering)


@pytest.mark.usefixtures("own_keys")
@LANGUAGES
def test_an_opinion_is_read_where_it_is_answered(language: str) -> None:
    call, _people = hearing.ready()
    opinion = hearing.held(call)[0]
    with hearing.at(hearing.EVENING + timedelta(days=2)):
        answering = form("meetings.dispose_opinion", opinion.ref, holder(CODE, DIRECTOR), language)
        assert opinion.text in answering.words
        assert call.title in heading(answering)


@LANGUAGES
def test_a_correction_is_chosen_by_its_words(language: str) -> None:
    call, _item, keys = meeting.called(6)
    with meeting.at(meeting.EVENING):
        meeting.open_with(call, keys)
        meeting.act("meetings.close_session", DIRECTOR, call.ref)
    with meeting.at(meeting.EVENING + timedelta(days=1), 10):
        minutes = meeting.minutes_of(call)
        for stay, words in zip(
            call.attendance.order_by("id"), ["会上还同意了出租车库。", "到会的是七人。"], strict=False
        ):
            meeting.act("meetings.correct_minutes", "anyone", minutes.ref, by=str(stay.person), text=words)
        answering = form("meetings.answer_correction", minutes.ref, holder(CODE, CLERK), language)
        assert "到会的是七人。" in answering.words
        answering.send_in_vain(correction="2", answer="见签到表。")
        answering.send(correction="2", taken_in="yes", answer="见签到表。")
    taken = minutes.corrections.get(place=2)
    assert taken.taken_in
    assert minutes.corrections.get(place=1).answered_on is None
