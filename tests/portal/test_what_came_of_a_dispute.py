"""Whoever disputed what the desk entered, or holds its receipt, reads what came of it. Before, the page of the code
gave a number and went on to offer the dispute, and the desk said “it waits for its answer, or has it” until the days
were over, and then nothing."""

from datetime import timedelta

import pytest

from sunward.disclosure.models import DeskDispute, Publication
from sunward.disclosure.queries.waits import TOLD_FOR
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref, new_id
from tests import stage
from tests.by_links import Walk
from tests.disclosure import scenes
from tests.disclosure.scenes import MONDAY, day
from tests.stage import CODE, SUPERVISOR, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
both = pytest.mark.parametrize("language", ["zh", "en"])
FORM = "do/disclosure.dispute_desk_act/"
ANSWER = "单子上有本人签字。"


def entered() -> tuple[str, Publication, Done]:
    """A clerk enters an objection for somebody: they, the posting, and the entry whose receipt they take home."""
    posting, person = scenes.post(MONDAY), scenes.resident("钱多")
    with day(MONDAY):
        return person, posting, stage.served("disclosure.object", person, posting.ref, text="租金怎么定的？")


def disputed(done: Done, person: str) -> DeskDispute:
    with day(MONDAY):
        entry = Ref("entry", done.entry.ref)
        stage.act("disclosure.dispute_desk_act", "anyone", entry, by=person, text="我没有到过服务台。")
    return DeskDispute.objects.get(entry=done.entry.ref)


def answered(row: DeskDispute, outcome: str) -> None:
    with day(MONDAY + timedelta(days=2)):
        stage.act("disclosure.answer_dispute", SUPERVISOR, row.ref, outcome=outcome, answer=ANSWER)


def checked(done: Done, language: str) -> Walk:
    """Anybody types the code from the paper."""
    return Walk("", language).go("/matters/").find("XY").go("/check/").find(done.entry.ref[:12], "code")


@both
@pytest.mark.parametrize("outcome", ["upheld", "not_upheld"])
def test_the_code_says_what_was_answered_when_and_what_is_left(outcome: str, language: str) -> None:
    person, _posting, done = entered()
    row = disputed(done, person)
    with day(MONDAY + timedelta(days=1)):
        waits = {"zh": "前答复", "en": "It is to be answered by"}[language]
        page = checked(done, language)
        assert waits in page.words
        assert not page.links(FORM), "it is disputed already"
    answered(row, outcome)
    said = {
        ("upheld", "zh"): "2026年3月4日（星期三）已答复：异议成立。",
        ("upheld", "en"): "Answered on Wednesday 4 March 2026: upheld.",
        ("not_upheld", "zh"): "2026年3月4日（星期三）已答复：异议不成立。",
        ("not_upheld", "en"): "Answered on Wednesday 4 March 2026: not upheld.",
    }[outcome, language]
    left = {
        ("upheld", "zh"): "还能撤回的已经撤回",
        ("upheld", "en"): "was taken back",
        ("not_upheld", "zh"): "没有规定申诉",
        ("not_upheld", "en"): "know no appeal",
    }[outcome, language]
    with day(MONDAY + timedelta(days=3)):
        for page in (checked(done, language), Walk(person, language).duties()):
            for words in (said, ANSWER, left):
                assert words in page.words
            assert not page.links(FORM)
            assert page.go(f"disputes/{row.number}/").status == 200


@both
def test_once_the_days_are_over_the_code_says_so(language: str) -> None:
    _person, _posting, done = entered()
    over = {"zh": "已经过了", "en": "these days are over"}[language]
    with day(MONDAY + timedelta(days=14)):
        page = checked(done, language)
        assert over not in page.words
        assert page.links(FORM)
    with day(MONDAY + timedelta(days=15)):
        page = checked(done, language)
        assert over in page.words
        assert not page.links(FORM)


@both
def test_the_receipt_of_an_objection_says_what_was_answered_and_until_when_it_is_appealed(language: str) -> None:
    _person, posting, done = entered()
    assert done.result
    row = posting.objections.get(number=done.result.id)
    with day(row.due_on):
        assert {"zh": "前答复", "en": "It is to be answered by"}[language] in checked(done, language).words
    with day(row.due_on + timedelta(days=1)):
        silent = {"zh": "没有答复：提出异议的人可以向街道申诉", "en": "No answer has come by its day"}[language]
        assert silent in checked(done, language).words
    row = scenes.answer(row, "not_upheld", MONDAY + timedelta(days=1))
    with day(MONDAY + timedelta(days=2)):
        words = checked(done, language).words
        assert {"zh": "已答复：异议不成立。", "en": "not upheld."}[language] in words
        assert row.answer in words
        last = {"zh": "可以向街道申诉，最迟到2026年3月", "en": "can appeal to the street until"}[language]
        assert last in words
    with day(MONDAY + timedelta(days=60)):
        over = {"zh": "可以申诉的日子已经过了", "en": "could be appealed are over"}[language]
        assert over in checked(done, language).words


@both
def test_their_desk_tells_of_it_while_it_waits_and_for_a_while_after_the_answer(language: str) -> None:
    person, _posting, done = entered()
    row = disputed(done, person)
    page = f"disputes/{row.number}/"
    with day(MONDAY + timedelta(days=40)):  # long after the last day for a dispute
        silent = {"zh": "到期没有答复", "en": "no answer has come"}[language]
        desk = Walk(person, language).duties()
        assert silent in desk.words
        assert desk.links(page)
        stage.act("disclosure.answer_dispute", SUPERVISOR, row.ref, outcome="not_upheld", answer=ANSWER)
    with day(MONDAY + timedelta(days=40) + TOLD_FOR):
        assert ANSWER in Walk(person, language).duties().words
    with day(MONDAY + timedelta(days=41) + TOLD_FOR):
        assert not Walk(person, language).duties().links(page)


@both
def test_what_others_entered_as_their_dispute_leaves_them_their_own(language: str) -> None:
    person, _posting, done = entered()
    with day(MONDAY):
        head, entry = holder(CODE, SUPERVISOR), Ref("entry", done.entry.ref)
        perform("disclosure.dispute_desk_act", by=head, post=SUPERVISOR, subject=entry, facts={"text": "没事。"},
                key=new_id(), on_behalf_of=person)  # fmt: skip
    answered(DeskDispute.objects.get(), "not_upheld")
    with day(MONDAY + timedelta(days=10)):
        left = {"zh": "本人还可以自己提出异议，最迟到2026年3月18日", "en": "themselves, until Wednesday 18 March"}[
            language
        ]
        page = checked(done, language)
        assert left in page.words
        assert page.links(FORM)
        Walk(person, language).duties().go(FORM).send(text="我没有到过服务台。")
    assert DeskDispute.objects.get().entered_at_desk_in is None
