"""M-4: what should parking cost? Twelve want to speak, eight are drawn, everybody is heard and gets an answer."""

import random
from datetime import date, timedelta

from sunward.demo.deciding import open_matter
from sunward.demo.people import names
from sunward.demo.script import CLERK, DIRECTOR, SUPERVISOR, Community, Script, paper, photograph
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.meetings import queries as meetings
from sunward.record.sequencer import drain

PLAN = "收费方案（听证用）"
HOUSES = ("3栋201室", "5栋402室", "6栋103室", "9栋601室")
THROWN = "5 2 6 3"
NOTICE = timedelta(days=14)
SPOKEN = (
    ("每月不要超过80元，外来车多收一点。", "adopted", "方案定为每月80元，临时停车另计。"),
    ("老人和残疾人家的车位要优先。", "adopted", "写进方案第三条。"),
    ("夜间应当免费。", "not_adopted", "夜间车位最紧张，免费会让外来车更多。"),
    ("收了多少、花在哪里，每季度公布。", "adopted", "列入公开目录，每季度公布一次。"),
    ("消防通道不能划车位。", "adopted", "东侧六个车位已从图上去掉。"),
    ("一户两辆车的，第二辆收双倍。", "partly", "第二辆收一倍半，一年后再看。"),
    ("收费要等门禁修好以后再开始。", "adopted", "门禁修好的次月起收。"),
    ("送货的车半小时内不收。", "adopted", "写进方案第五条。"),
)


def schedule(script: Script, community: Community, kept: dict[str, Ref]) -> None:
    evening = script.ago(4)
    called = evening - NOTICE
    script.at(called, lambda: _called(community, kept, evening), 10)
    script.at(evening - timedelta(days=1), lambda: _drawn(community, kept), 15)
    script.at(evening, lambda: _heard(community, kept), 19)
    script.at(evening, lambda: _closed(community, kept), 21)
    script.at(evening + timedelta(days=1), lambda: _signed(community, kept), 9)
    script.at(evening + timedelta(days=5), lambda: _answered(community, kept), 10)


def _called(community: Community, kept: dict[str, Ref], evening: date) -> None:
    text = "小区公共车位要不要收费，收多少，钱怎么用。"
    kept["parking"] = open_matter(community, DIRECTOR, "小区停车怎么收费", "parking_charges", text=text)
    community.act(
        "decisions.call_hearing", DIRECTOR, kept["parking"], place="社区活动室", held_on=evening, at="19:00"
    )  # fmt: skip
    kept["hearing"] = Ref("meeting", meetings.hearings_about(kept["parking"])[-1].number)
    today, called = clock.today(), meetings.hearing_page(kept["hearing"].id, clock.today())
    if called and called.item:
        community.act("meetings.lay_paper", CLERK, called.item, title=PLAN, file=paper(PLAN))
    community.act("meetings.give_notice", CLERK, kept["hearing"], channel="page", given_on=today)
    community.act(
        "meetings.give_notice", CLERK, kept["hearing"], channel="poster", given_on=today, where="东门、西门公告栏",
        proof=photograph("hearing notice"),
    )  # fmt: skip


def _closed(community: Community, kept: dict[str, Ref]) -> None:
    community.act("meetings.close_session", CLERK, kept["hearing"])


def _drawn(community: Community, kept: dict[str, Ref]) -> None:
    """Three of each house put themselves on the list; the supervisors throw dice in the activity room, and a neighbour
    who does not want to speak says what fell."""
    listed, dice = _neighbours(community), photograph("dice")
    for person in listed:
        community.act("meetings.apply_to_speak", "resident", kept["hearing"], by=person)
    drain(community.code)  # what the record had signed by now is half of the seed
    community.act("meetings.close_speakers_list", CLERK, kept["hearing"])
    sees = _neighbour(community, "7栋302室", "沈桂英")
    community.act(
        "meetings.draw_speakers", SUPERVISOR, kept["hearing"], thrown=THROWN, thrown_with=sees, photograph=dice
    )  # fmt: skip
    community.act("meetings.confirm_throw", "resident", kept["hearing"], by=sees, thrown=THROWN)


def _neighbours(community: Community) -> list[str]:
    found = []
    invented = iter(names(random.Random(len(HOUSES)), 3 * len(HOUSES)))  # noqa: S311 - the same story every time
    for door in HOUSES:
        house = community.made("registry.register_household", CLERK, door=door)
        found += [_lives(community, house, next(invented)) for _one in range(3)]
    return found


def _neighbour(community: Community, door: str, name: str) -> str:
    return _lives(community, community.made("registry.register_household", CLERK, door=door), name)


def _lives(community: Community, house: Ref, name: str) -> str:
    person = community.made("registry.register_person", CLERK, name=name)
    community.act("registry.record_arrival", CLERK, house, person=str(person), status="registered")
    return str(person)


def _heard(community: Community, kept: dict[str, Ref]) -> None:
    hearing = kept["hearing"]
    page = meetings.hearing_page(hearing.id, clock.today())
    order = page.order if page else ()
    community.act("meetings.open_session", CLERK, hearing)
    community.act(
        "meetings.record_turnout", CLERK, hearing, listeners=34, speakers=" ".join(map(str, order))
    )  # fmt: skip
    for number, (words, _answer, _why) in zip(order, SPOKEN, strict=True):
        community.act("meetings.state_opinion", CLERK, hearing, text=words, speaker=number)


def _signed(community: Community, kept: dict[str, Ref]) -> None:
    community.act("meetings.sign_hearing_record", DIRECTOR, kept["hearing"])


def _answered(community: Community, kept: dict[str, Ref]) -> None:
    for place, (_words, disposition, why) in enumerate(SPOKEN, 1):
        opinion = Ref("opinion", f"{kept['hearing'].id}-o{place}")
        community.act("meetings.dispose_opinion", DIRECTOR, opinion, disposition=disposition, why=why)
