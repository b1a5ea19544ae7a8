"""What each page says in each state: content, not layout."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from sunward.ballots.models import Petition, Vote
from sunward.charter.engine.library import Library
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting
from sunward.portal.views.charter import voting_rows
from sunward.record.sequencer import drain
from sunward.registry import queries as registry
from tests.decisions import scenes as deciding
from tests.money.cases import paper
from tests.portal.pages import addresses, all_pages, signed_in
from tests.portal.scene import TODAY, Lived
from tests.stage import CLERK, CODE, DIRECTOR, act, holder


def read(client: Client, address: str, language: str = "en") -> str:
    response = client.get(f"/{language}/c/{CODE}/{address}")
    assert response.status_code == 200, address
    return str(response.content.decode())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_public_page_opens(lived: Lived, client: Client, language: str) -> None:
    found = {name: address for name, address in addresses(lived).items() if name != "areas"}
    assert len(list(all_pages(client, language, found))) == len(found)


def test_home_answers_the_four_questions(lived: Lived, client: Client) -> None:
    page = read(client, "")
    for question in ("What is being decided", "Where the money goes", "Who holds power", "What is overdue"):
        assert question in page


def test_a_breach_stands_in_its_step(lived: Lived, client: Client) -> None:
    page = read(client, f"matters/{lived.not_in_order}/")
    assert "needs 5 days’ notice; it had 4" in page or "needs 5 days' notice; it had 4" in page.replace("&#x27;", "'")
    assert "not in order: unlocks nothing" in page


def test_a_decision_not_in_order_allows_no_spending(community: str, client: Client) -> None:
    wrong, right = (deciding.decided(notice=days, authorised_amount=Decimal(60000)) for days in (4, 5))
    page = read(client, f"matters/{wrong.matter.number}/")
    assert "Would have allowed" in page
    assert "May be spent" not in page
    assert "May be spent" in read(client, f"matters/{right.matter.number}/")


def test_what_will_stand_as_a_breach_is_said_beside_the_button(lived: Lived, client: Client) -> None:
    signed_in(client, holder(CODE, CLERK))
    said = "Carried out although the decision was not in force."
    assert said in read(client, f"matters/{lived.not_in_order}/")
    assert said not in read(client, f"matters/{lived.in_order}/")


def test_a_decision_in_order_says_so(lived: Lived, client: Client) -> None:
    page = read(client, f"matters/{lived.in_order}/")
    assert "in force" in page
    assert "unlocks nothing" not in page


def test_a_late_report_is_marked(lived: Lived, client: Client) -> None:
    assert "Entered 8 days after it happened." in read(client, f"matters/{lived.under_way}/")


def test_a_locked_payment_says_what_it_waits_for(lived: Lived, client: Client) -> None:
    page = read(client, f"money/{lived.locked}/")
    assert "Locked: what it still waits for" in page
    assert "Waits for review" in page


def test_what_left_outside_the_chain_is_shown(lived: Lived, client: Client) -> None:
    page = read(client, "money/")
    assert "Paid outside the chain" in page
    assert "绿枝修剪公司" in page


def test_the_words_of_an_unanswered_objection_are_not_shown(lived: Lived, client: Client) -> None:
    page = read(client, f"publications/{lived.posting}/")
    assert "租金低于市价" not in page
    assert "The words appear with the answer." in page
    assert "赵德海" not in page


def test_incompatible_posts_are_named(lived: Lived, client: Client) -> None:
    assert "May not be held together" in read(client, "people/")


def test_a_post_that_nobody_holds_is_called_vacant(lived: Lived, client: Client) -> None:
    """With the day since when, where somebody held it before."""
    line = r"<b>(?i:director)</b><p class=\"small\">[^<]* · vacant · since "
    assert not re.search(line, read(client, "people/"))
    term = registry.posts_of(holder(CODE, DIRECTOR), CODE, clock.today())
    number = next(one.appointment for one in term if one.post == DIRECTOR)
    act("registry.end_appointment", CLERK, Ref("appointment", number), reason="resigned", letter=paper("letter"))
    assert re.search(line, read(client, "people/"))


def test_a_power_of_two_posts_is_listed_once_with_both(lived: Lived, client: Client) -> None:
    """A member of the supervision committee who also sits at the desk may close votes by either."""
    one = next(one for one in registry.power_holders(CODE, clock.today()) if one.incompatible)
    page = read(client, f"people/{one.person.removeprefix('person:')}/").lower()
    assert page.count('<p class="cap">close a vote') == 1
    named = page.partition('<p class="cap">close a vote')[2].partition("</li>")[0]
    assert [str(held.title.en) in named for held in one.posts] == [True, True]


def test_a_tier_of_money_says_its_limit_once(lived: Lived, client: Client) -> None:
    page = read(client, "charter/")
    tiers = page[page.index('id="h-money"') : page.index('id="powers"')]
    assert re.findall("up to 10,000 yuan|up to 10,000|up to ¥10,000", tiers) == ["up to 10,000 yuan"]


def test_refusals_stand_on_the_log_and_can_be_listed_alone(lived: Lived, client: Client) -> None:
    everything, refusals = read(client, "log/"), read(client, "log/?only=refusals")
    assert "Call a meeting" in everything
    assert "Call a meeting" not in refusals
    assert lived.refusal in refusals
    assert "This was refused" in read(client, f"log/{lived.refusal}/")


@pytest.mark.parametrize("page", ["matters/{0.in_order}/", "money/{0.paid}/", "publications/{0.posting}/"])
def test_every_recorded_thing_offers_the_proof_of_how_it_began(lived: Lived, client: Client, page: str) -> None:
    began = {"matters": "Open a matter", "money": "Ask for a payment", "publications": "Publish"}
    shown = read(client, page.format(lived))
    assert "Has anything been altered?" in shown
    assert began[page.partition("/")[0]] in shown


@pytest.mark.parametrize("page", ["people/", "money/", "matters/", "overdue/", "charter/"])
def test_a_list_says_where_its_lines_are_proved(lived: Lived, client: Client, page: str) -> None:
    assert "Has anything been altered?" in read(client, page)


def test_the_rules_and_the_posts_show_the_entries_that_they_rest_on(lived: Lived, client: Client) -> None:
    assert "Found the community" in read(client, "charter/")
    officer = holder(CODE, CLERK)
    term = next(held for held in registry.posts_of(officer, CODE, TODAY) if held.post == CLERK)
    assert "Found the community" in read(client, f"people/{officer.removeprefix('person:')}/")
    assert "Nothing stands in the record" in read(client, f"log/?of=appointment:{term.appointment}")
    assert "Only what stands" not in read(client, f"log/?of={officer}"), "nobody is followed through the record"


def test_the_log_can_be_checked_at_once(lived: Lived, client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.SUNWARD_KEYS = tmp_path / "keys"
    drain(CODE)
    assert "hashed again just now" in read(client, "log/?check=now")


def test_the_log_says_when_signing_has_stopped_and_whom_to_tell(
    lived: Lived, client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.SUNWARD_KEYS = tmp_path / "keys"
    assert "Signing has stopped: what was entered since" in read(client, "log/")
    assert "Tell whoever runs this site, and the street." in read(client, "log/")
    drain(CODE)
    assert "Signing has stopped" not in read(client, "log/")


def test_the_inspector_sees_facts_and_no_scores(lived: Lived, client: Client) -> None:
    page = client.get("/en/oversight/").content.decode()
    assert "left without an order" in page
    assert "entries in a year" in page
    assert "score" not in page.replace("nobody is scored", "")


def test_search_finds_meetings_votes_and_petitions_from_every_page(lived: Lived, client: Client) -> None:
    meeting, vote = Meeting.objects.latest("pk"), Vote.objects.latest("pk")
    petition = Petition.objects.latest("pk")
    assert f'href="/en/c/{CODE}/search/"' in read(client, "people/")
    for word in (meeting.number, meeting.items.all()[0].title, meeting.items.all()[0].number):
        assert f"/meetings/{meeting.number}/" in read(client, f"search/?q={word}")
    for word in (vote.number, vote.question):
        assert f"/votes/{vote.number}/" in read(client, f"search/?q={word}")
    for word in (petition.number.lower(), petition.title):
        assert f"/petitions/{petition.number}/" in read(client, f"search/?q={word}")


def test_search_finds_by_word_and_by_number(lived: Lived, client: Client) -> None:
    assert lived.locked in read(client, "search/?q=楼道")
    assert "小区停车怎么收费" in read(client, f"search/?q={lived.under_way.lower()}")
    assert "Nothing here contains this word." in read(client, "search/?q=没有的词")


def test_the_calendar_carries_every_duty_on_its_day(lived: Lived, client: Client) -> None:
    from icalendar import Calendar

    response = client.get(f"/en/c/{CODE}/calendar.ics")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"].startswith("text/calendar")
    assert len(events) > 10
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_the_calendar_says_of_a_meeting_called_too_late_that_it_was_not_in_order(lived: Lived, client: Client) -> None:
    matter = deciding.open_matter(date(2026, 4, 2))
    deciding.deliberate(matter, date(2026, 4, 4))
    deciding.resolve(matter, date(2026, 4, 19), notice=4)
    lines = client.get(f"/en/c/{CODE}/calendar.ics").content.decode().replace("\r\n ", "")
    assert "Done on 2026-04-19\\, but not in order." in lines


def test_what_does_not_exist_is_not_found(lived: Lived, client: Client) -> None:
    for address in ("matters/XY-1999-1/", "money/XY-P-1/", "people/nobody/", "log/nothing/", "charter/no-such/"):
        assert client.get(f"/en/c/{CODE}/{address}").status_code == 404
    assert client.get("/en/c/nowhere/").status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {f"field{number}": "1" for number in range(1100)}},
        {"data": b"no parts", "content_type": "multipart/form-data"},
    ],
)
def test_what_cannot_be_read_gets_a_page_in_both_languages(client: Client, sent: dict[str, Any]) -> None:
    answer = client.post("/zh/accounts/login/", **sent)
    assert answer.status_code == 400
    words = answer.content.decode()
    assert "这次提交读不出来" in words
    assert "at most 1000 fields" in words


def test_the_rules_say_who_has_a_vote(lived: Lived, client: Client) -> None:
    page = read(client, "charter/")
    assert "from 18 years of age" in page
    assert "people registered here: at once" in page
    assert "people who live here and are registered elsewhere: after 6 months" in page
    assert "户籍在外、常住本社区的人：住满6个月" in read(client, "charter/", "zh")
    assert "unread: decides nothing" not in page


def test_what_nobody_has_read_about_voting_says_so() -> None:
    with translation.override("en"):
        rows = list(voting_rows(Library().charter(("cn-urban",), date(2026, 1, 1)).franchise))
    assert [row["words"] for row in rows][-1].endswith("6 months")
    assert all(row["unconfirmed"] for row in rows)


def test_a_village_asks_for_consent() -> None:
    with translation.override("en"):
        *_, row = voting_rows(Library().charter(("cn-village",), date(2025, 1, 1)).franchise)
    assert "after 12 months, and with the consent of: villagers' assembly / representatives' meeting" in row["words"]


@pytest.mark.parametrize("page", ["matters/", "publications/", "money/", "votes/", "petitions/", "rolls/", "meetings/"])
@pytest.mark.parametrize("before", ["9" * 23, "9223372036854775808", "-1", "x"])
def test_a_key_that_no_list_gave_out_is_no_fault_of_the_server(
    lived: Lived, client: Client, page: str, before: str
) -> None:
    assert client.get(f"/en/c/{CODE}/{page}", {"before": before}).status_code == 200
