"""A dispute about what a clerk entered is answered from the pages: it waits on a desk, and has a page of its own."""

from datetime import timedelta

import pytest

from sunward.disclosure.models import DeskDispute
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from tests import stage
from tests.by_links import Walk
from tests.disclosure import scenes as disclosing
from tests.portal.scene import TODAY
from tests.stage import CLERK, CODE, SUPERVISOR, holder

pytestmark = pytest.mark.usefixtures("community")
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
STREET = "street_office.director"
WORDS = "我没有到过服务台。"


def disputed(language: str = "en") -> tuple[Walk, DeskDispute]:
    """Somebody finds among their duties what a clerk entered for them, and says that it was not so."""
    posting = disclosing.post(TODAY - timedelta(days=1))
    person = disclosing.resident("钱多")
    done = stage.served("disclosure.object", person, Ref("publication", posting.number), text="租金怎么定的？")
    walk = Walk(person, language).duties().go(f"/log/{done.entry.ref}/")
    walk.home().duties().go("/do/disclosure.dispute_desk_act/").send(text=WORDS)
    row = DeskDispute.objects.get()
    walk.go(f"/disputes/{row.number}/")
    assert WORDS in walk.html
    assert row.number in walk.html
    return walk, row


@LANGUAGES
@pytest.mark.parametrize("post", [SUPERVISOR, STREET])
def test_it_waits_on_the_desk_of_whoever_answers(post: str, language: str) -> None:
    """Before, it stood on no desk and no page: only the address of the form, which nobody knows, took the answer."""
    theirs, row = disputed(language)
    desk = Walk(holder(CODE, post), language).duties()
    assert row.number in desk.html
    desk.go(f"/disputes/{row.number}/")
    assert WORDS in desk.html
    assert desk.dead() == []
    desk.go("/do/disclosure.answer_dispute/").send(outcome="upheld", answer="已查实，不算数。")
    assert row.number not in desk.home().duties().html
    theirs.home().go("/matters/").find(row.number).go("/check/").find(row.entry[:12], "code").go(
        f"/disputes/{row.number}/"
    )
    assert "已查实，不算数。" in theirs.html


@LANGUAGES
def test_after_its_day_the_overdue_page_leads_to_it(language: str) -> None:
    _theirs, row = disputed(language)
    with clock.moved_to(clock.moment(row.due_on + timedelta(days=3), 9)):
        reader = Walk("", language).go("/overdue/", f"/disputes/{row.number}/")
        assert WORDS not in reader.html
        assert "钱多" not in reader.html
        assert "/do/" not in reader.html
        late = Walk(holder(CODE, SUPERVISOR), language).go("/overdue/", f"/disputes/{row.number}/")
        late.go("/do/disclosure.answer_dispute/").send(outcome="not_upheld", answer="有本人签字。")
        assert row.number not in Walk("", language).go("/overdue/").html


def test_it_waits_for_nobody_who_may_not_answer_it() -> None:
    _theirs, row = disputed()
    assert row.number not in Walk(holder(CODE, CLERK)).duties().html
