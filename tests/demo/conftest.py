"""A community like the sample one, at another street, so that it can stand beside the one that every test finds."""

import json
from typing import Any

import pytest

from sunward.demo import plans
from sunward.demo.script import Script
from sunward.kernel import clock
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref

ELSEWHERE = (("990102003", "990102004"), ("柳河街道", "柳溪街道"), ('"XY"', '"LX"'))
CODE = "likexiangyang"


def moved(text: str) -> str:
    """The same at another street, so that it can stand beside the community that every test finds."""
    for before, after in ELSEWHERE:
        text = text.replace(before, after)
    return text


@pytest.fixture
def like_the_demo(db: None) -> str:
    """The code of a community with the posts, officers and list of powers of the demo's Xiangyang."""
    script = Script(clock.now())
    plan: dict[str, Any] = json.loads(moved(json.dumps(plans.xiangyang(script), ensure_ascii=False)))
    desk = next(body for body in plan["bodies"] if body["kind"] == "service_centre")
    del desk["posts"][0]["holders"][1:]  # by the end of the demo's story Wu Xiulan has left the desk
    with clock.moved_to(clock.moment(script.opening)):
        perform("registry.found", by="person:founder", post="founder", subject=Ref("community", CODE),
                facts={"plan": plan}, key="found")  # fmt: skip
    return CODE
