"""Who sees numbers fall beside whoever throws them: a grown-up without any post, no kin of those who hold one, and
nobody who wants to speak."""

from collections.abc import Iterator
from datetime import date

from sunward.kernel.findings import Finding
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.meetings.models import Meeting
from sunward.registry import queries as registry

TWO = Text("掷数的人以外的另一个人。", "Somebody else than whoever throws.")
NO_POST = Text("见证人不担任任何职务。", "Whoever confirms the numbers holds no post.")
NO_KIN = Text("见证人不是任职人员申报的亲属。", "Whoever confirms the numbers is no declared kin of an officer.")
OF_AGE = Text("见证人要成年。", "Whoever confirms the numbers is of age.")
NOT_LISTED = Text("见证人不在发言名单上。", "Whoever confirms the numbers is not on the list of speakers.")


def may_confirm(meeting: Meeting, by: str, second: str, on: date) -> Iterator[Finding]:
    """Findings on the second person: asked when numbers are entered, and again when they are confirmed."""
    code, number = meeting.community_code, person_number(second)
    listed = any(not one.passed_over for one in meeting.speakers.filter(person__number=number))
    yield Finding("two_people", by != second, TWO)
    yield Finding("no_post", not registry.is_officer(second, code, on), NO_POST)
    yield Finding("officers_kin", not registry.kin_of_an_officer(number, code, on), NO_KIN)
    yield Finding("of_age", not registry.is_under_age(second, code, on), OF_AGE)
    yield Finding("not_on_the_list", not listed, NOT_LISTED)
