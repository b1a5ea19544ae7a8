"""Whoever may not do something here reads in words what they would have to be, in their own language."""

import pytest
from django.utils import translation

from sunward.kernel.acts import Refused
from tests import stage
from tests.meetings import scenes
from tests.money import cases

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize(
    ("post", "zh", "en"),
    [
        ("resident", "您今天不是居民。", "You are not a resident today."),
        ("owner", "您今天不是业主。", "You are not an owner today."),
        (
            "service_centre.clerk",
            "您今天不担任“便民服务中心办事员”这个岗位。",
            "You do not hold the post “clerk, service centre” today.",
        ),
    ],
)
def test_no_key_of_a_post_or_capacity_is_shown(post: str, zh: str, en: str) -> None:
    with cases.on(scenes.CALLED):
        done = cases.act("registry.register_person", stage.CLERK, stage.here(), name="钱外住", born_on=scenes.CALLED)
        with pytest.raises(Refused) as refusal:
            cases.act("ballots.open_petition", post, stage.here(), by=str(done.result), purpose="meeting",
                      asks_for="residents_assembly", title="路灯")  # fmt: skip
    (found,) = [one for one in refusal.value.findings if one.rule == "post"]
    for language, words in (("zh-hans", zh), ("en", en)):
        with translation.override(language):
            assert str(found.text) == words
