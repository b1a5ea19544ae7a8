"""A share is typed as people write it: with the signs of a Chinese keyboard, or in whole percent. What is no share is
refused with how to write one."""

from typing import Any

import pytest
from django.test import Client

from sunward.portal.forms.amendforms import FractionField, ShareField, share_typed
from tests.portal.pages import signed_in
from tests.stage import CODE, DEPUTY, holder

both = pytest.mark.parametrize("language", ["zh", "en"])
HOW = {"zh": "75% 写 3/4", "en": "3/4 for 75%"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2/3", "2/3"), ("２/３", "2/3"), ("2／3", "2/3"), (" 2 ／ 3 ", "2/3"), ("75%", "3/4"), ("７５％", "3/4"),
        ("75 %", "3/4"), ("100%", "1/1"), ("２０", "20"), ("1 2/3", "1 2/3"), ("66.7%", "66.7%"), ("0.75", "0.75"),
        ("三分之二", "三分之二"),
    ],
)  # fmt: skip
def test_a_share_as_it_is_typed(typed: str, read: str) -> None:
    assert share_typed(typed) == read
    assert ShareField().clean(["at_least", typed]) == f"at_least {read}"
    assert FractionField().clean(typed) == read


def quorum_typed(share: str, language: str) -> Any:
    """The deputy types the quorum of the representatives' meeting on the guided page."""
    given = {
        "section": "meetings", "entry": "bodies.representatives_meeting", "go": "take", "effective_from": "2026-09-01",
        "changes": "[]", "p0": "5", "p1_0": "at_least", "p1_1": share, "p2_0": "more_than", "p2_1": "1/2",
    }  # fmt: skip
    return signed_in(Client(), holder(CODE, DEPUTY)).post(f"/{language}/c/{CODE}/charter/amend/", given)


@both
@pytest.mark.parametrize("share", ["３/４", "3／4", "75%", "７５％"])
def test_the_page_takes_it(community: str, share: str, language: str) -> None:
    answer = quorum_typed(share, language)
    assert answer.status_code == 200
    assert "3/4" in answer.content.decode()


@both
@pytest.mark.parametrize("share", ["66.7%", "0.75", "三分之二", "120%", "0%"])
def test_or_says_how_to_write_it(community: str, share: str, language: str) -> None:
    answer = quorum_typed(share, language)
    assert answer.status_code == 422
    assert HOW[language] in answer.content.decode()
