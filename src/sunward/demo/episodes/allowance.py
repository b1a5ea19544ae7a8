"""A week ago: the representatives vote on the moving allowance, from the notice to the chained minutes."""

from datetime import date, timedelta

from sunward.demo import meeting
from sunward.demo.meeting import Item, Meeting
from sunward.demo.script import DELEGATE, DEPUTY, SECRETARY, Community, Script
from sunward.kernel.refs import Ref

CAME = 57
TENANT, SPEAKER, CORRECTS = 6, 3, 9  # seats of delegates
VOTED = {"for": 47, "against": 5, "abstain": 3}  # and one sheet left blank
ROOMS = "社区活动室 | The community room\n东门岗亭 | The lodge at the east gate\n银行网点 | The bank in the next street"
CHOSEN = {"c1": 38, "c2": 12, "c3": 7}


def schedule(script: Script, community: Community, kept: dict[str, Ref], evening: date) -> None:
    held: list[Meeting] = []
    meeting.rolled_before(script, community, evening)
    script.at(evening - timedelta(days=9), lambda: held.append(_called(community, kept, evening)), 10)
    script.at(evening - timedelta(days=8), lambda: meeting.noticed(community, held[0]), 10)
    script.at(evening, lambda: _discussed(community, held[0]), 19)
    script.at(evening, lambda: _voted(community, kept, held[0]), 20)
    script.at(evening, lambda: _chosen(community, kept, held[0]), 20, 20)
    script.at(evening, lambda: meeting.closed(community, held[0]), 20, 40)
    script.at(evening + timedelta(days=1), lambda: _certified(community, kept), 10)
    script.at(evening + timedelta(days=1), lambda: _minuted(community, held[0]), 15)
    script.at(meeting.signing_of(evening), lambda: meeting.signed(community, held[0]), 15)


def _called(community: Community, kept: dict[str, Ref], evening: date) -> Meeting:
    item = Item(kept["matter"], "large_spending", "过渡补助发放办法和名单", "发放办法和117户名单")
    where = Item(kept["matter"], "", "补助在哪里领", "三处场地的路程和开放时间", choices=ROOMS)
    return meeting.called(community, evening, "过渡补助怎么发", item, where)


def _discussed(community: Community, held: Meeting) -> None:
    """One delegate lives in the east block and steps aside; the secretary speaks last."""
    meeting.opened(community, held, CAME)
    item, said = held.items[0], community.holder
    aside = meeting.seat(community, held, TENANT)
    meeting.steps_aside(community, held, item, aside, "本人是东片住户，要领过渡补助。")
    meeting.spoken(
        community, held, item,
        (said(DEPUTY), "每人每月480元，按家里人口发，一季度一发。"),
        (said(DELEGATE), "名单先贴出来，大家看过再发。"),
        (said(DELEGATE, SPEAKER), "租房的人家也要写清楚算不算。"),
        (said(SECRETARY), "同意先公示。租房的情况会后逐户核对。"),
    )  # fmt: skip


def _voted(community: Community, kept: dict[str, Ref], held: Meeting) -> None:
    kept["vote"] = meeting.by_paper(community, held, held.items[0], VOTED, blank=1)


def _chosen(community: Community, kept: dict[str, Ref], held: Meeting) -> None:
    """Which of three places: everybody raises a hand for one, whoever had stepped aside before as well."""
    tenant = community.holder(DELEGATE, TENANT)
    held.there += [place for place in meeting.places(held) if place.person == tenant]
    kept["where"] = meeting.by_hands(community, held, held.items[1], CHOSEN)


def _certified(community: Community, kept: dict[str, Ref]) -> None:
    meeting.asked_back(community, kept["vote"])
    meeting.asked_back(community, kept["where"])
    kept["decision"] = meeting.decided(kept["matter"])


def _minuted(community: Community, held: Meeting) -> None:
    person = community.holder(DELEGATE, CORRECTS)
    text = "我问过“中途搬走的怎么办”，没有写进去。"
    meeting.minuted(community, held, [(person, text, "补上：有代表问中途搬走的怎么办，会后书面答复。")])
