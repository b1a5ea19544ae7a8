"""What a candidate wants to do is read on the board too, by whoever never opens a page."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from sunward.disclosure.models import Publication
from sunward.elections.models import Candidate
from sunward.kernel.guard import door_open
from tests.elections.scenes import CODE, VOTING, Race, at
from tests.portal.papers import needs_pango, pages_of, text_of

pytestmark = pytest.mark.usefixtures("community")
WISH = "先修好两部停了半年的电梯。" + "每季度在楼下开一次会，把账一笔一笔讲清楚，谁都可以问。" * 40
POSTED = VOTING - timedelta(days=7)


def posted(standing: int) -> tuple[Race, Publication]:
    """So many candidates, each with a thousand words of their own, and their list on the board."""
    race = Race(standing=standing, voters=max(12, standing + 4))
    with door_open():
        Candidate.objects.update(words=WISH)
    race.post()
    return race, Publication.objects.get(item="election_candidates")


@needs_pango
@pytest.mark.parametrize(("standing", "says"), [(3, True), (12, True), (20, True), (21, False)])
def test_the_poster_holds_every_name_and_as_many_words_as_fit(
    client: Client, tmp_path: Path, standing: int, says: bool
) -> None:
    """Before, it carried post and name alone, while the form had promised that the words hang there."""
    race, row = posted(standing)
    with at(POSTED, 12):
        page = client.get(f"/zh/c/{CODE}/publications/{row.number}/").content.decode()
        answer = client.get(f"/zh/c/{CODE}/publications/{row.number}/poster.pdf")
    (tmp_path / "poster.pdf").write_bytes(answer.content)
    words = text_of(tmp_path / "poster.pdf")
    assert pages_of(tmp_path / "poster.pdf") == 1
    assert row.rows
    assert all(one[1] in words for one in row.rows["rows"]), "nobody is left off for another's words"
    assert ("先修好两部" in words.replace("\n", "").replace(" ", "")) is says
    assert WISH not in page
    for shown in (page, words.replace("\n", "").replace(" ", "")):
        assert race.election.number.replace(" ", "") in shown, "where all of it can be read is named"
    with at(POSTED, 12):
        assert WISH in client.get(f"/zh/c/{CODE}/elections/{race.election.number}/").content.decode()


@needs_pango
@pytest.mark.parametrize(("standing", "size"), [(30, "a4"), (60, "a4"), (60, "a3")])
def test_no_name_is_left_off_however_many_stand(client: Client, tmp_path: Path, standing: int, size: str) -> None:
    """Before, the A4 sheet dropped names from thirty candidates on: \u201cthis goes on\u201d."""
    _race, row = posted(standing)
    with at(POSTED, 12):
        answer = client.get(f"/zh/c/{CODE}/publications/{row.number}/poster.pdf?size={size}")
        printed = client.get(f"/zh/c/{CODE}/publications/{row.number}/poster/?size={size}").content.decode()
    (tmp_path / "poster.pdf").write_bytes(answer.content)
    words = text_of(tmp_path / "poster.pdf")
    assert pages_of(tmp_path / "poster.pdf") == 1
    assert row.rows
    assert [one[1] for one in row.rows["rows"] if one[1] not in words or one[1] not in printed] == []
    assert "还没完" not in words


def test_the_words_of_an_acceptance_that_was_none_are_not_hung() -> None:
    race = Race()
    with door_open():
        Candidate.objects.update(words=WISH)
        Candidate.objects.filter(place=1).update(acceptance_void_on=VOTING - timedelta(days=9))
    race.post()
    rows = (Publication.objects.get(item="election_candidates").rows or {})["rows"]
    gone = Candidate.objects.get(place=1).person.named.zh
    assert not any(one[2] for one in rows if one[1] == gone)
    assert any(one[2] for one in rows), "of the others it is"
