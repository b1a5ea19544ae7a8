"""M-14: the street enters area, bodies and first officers; residents and last year's payments come in by import, the
delegates among the residents."""

import csv
import io
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Any

from sunward.demo import plans
from sunward.demo.people import name
from sunward.demo.script import CLERK, DELEGATE, Community, Scene, Script
from sunward.kernel import clock
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref
from sunward.registry.imports.confirm import confirm
from sunward.registry.imports.staging import stage

MEMBERS = 412  # of the collective, in Xiangyang alone
FROM_ELSEWHERE = 3  # every third resident
ZHAO = "赵德海"  # 71, no phone
PURPOSES = (("办公用品", "purchases"), ("保洁服务", "services"), ("路灯维修", "maintenance"), ("慰问老人", "welfare"))


def schedule(script: Script, communities: dict[str, Community]) -> None:
    """Found the three communities on one morning."""
    day = script.ago(14)
    for hour, (code, plan) in enumerate(
        (("xiangyang", plans.xiangyang), ("heping", plans.heping), ("guangming", plans.guangming)), 8
    ):
        community, handed = communities[code], plan(script)
        script.at(day, _founding(script, community, handed), hour)
        residents = {"xiangyang": 5900, "heping": 2950, "guangming": 4600}[code]
        script.at(day, moving_in(script, community, residents, plans.delegates(handed)), hour, 20)
        script.at(day, _past_payments(script, community), hour, 40)


def _founding(script: Script, community: Community, plan: dict[str, Any]) -> Scene:
    def scene() -> None:
        done = perform(
            "registry.found", by="person:founder", post="founder", subject=Ref("community", community.code),
            facts={"plan": plan}, key=f"found-{community.code}",
        )  # fmt: skip
        script.count(done)

    return scene


def moving_in(script: Script, community: Community, number: int, delegates: Sequence[str]) -> Scene:
    """Doors first, then who lives behind them: the delegates, whom the founding has named, as well."""

    def scene() -> None:
        _import(script, community, "households", ["door"], ([door] for door in doors(number)))
        columns = ["name", "born_on", "door", "status", "from_day", "member_since", "known_as"]
        sent = zip(delegates, community.holders(DELEGATE), strict=True)
        everybody = chain(people(script, community, number), at_home(list(sent), list(doors(number)), clock.today()))
        _import(script, community, "residents", columns, everybody)

    return scene


def at_home(sent: Sequence[tuple[str, str]], addresses: Sequence[str], today: date) -> Iterator[list[str]]:
    """Delegates (name and number) behind doors all over the community, of age and here for years; Zhao Dehai is 71.

    Their dice are their own: everybody else who lives here stays who they were.
    """
    dice = random.Random(len(addresses))  # noqa: S311 - the same story every time
    for place, (named, number) in enumerate(sent):
        born = today - timedelta(days=dice.randrange(24 * 366, 78 * 365))
        since = max(born, today - timedelta(days=dice.randrange(3 * 365, 30 * 365)))
        door = addresses[place * len(addresses) // len(sent)]
        if named == ZHAO:
            born, since, door = date(today.year - 71, 2, 8), date(1992, 5, 1), "4栋302室"
        yield [named, str(born), door, STATUS["户籍"], str(since), "", number]


def doors(residents: int) -> Iterator[str]:
    """Door numbers of so many households as house so many residents."""
    for number in range(households(residents)):
        yield f"{number // 24 + 1}栋{number % 24 + 1:02d}室"


def households(residents: int) -> int:
    return residents * 10 // 25


def people(script: Script, community: Community, number: int) -> Iterator[list[str]]:
    """Residents with ages, doors and how they live here; a third come from elsewhere."""
    dice, today = script.random, clock.today()
    addresses = list(doors(number))
    for place in range(number):
        born = today - timedelta(days=dice.randrange(365, 90 * 365))
        since = max(born, today - timedelta(days=dice.randrange(400, 20 * 365)))
        elsewhere = place % FROM_ELSEWHERE == 0
        member = community.code == "xiangyang" and not elsewhere and place < MEMBERS * 3 // 2
        status = dice.choice(("常住", "流动")) if elsewhere else "户籍"
        yield [name(dice), str(born), addresses[place % len(addresses)], STATUS[status], str(since),
               str(since) if member else "", ""]  # fmt: skip


STATUS = {"户籍": "registered", "常住": "habitual", "流动": "mobile"}


def _past_payments(script: Script, community: Community) -> Scene:
    def scene() -> None:
        columns = ["voucher", "paid_on", "amount", "payee", "payee_kind", "category", "purpose"]
        _import(script, community, "past_payments", columns, past_payments(script, clock.today()))

    return scene


def past_payments(script: Script, today: date) -> Iterator[list[str]]:
    """What was paid in the year before the gate stood."""
    dice = script.random
    for number in range(1, 61):
        purpose, category = dice.choice(PURPOSES)
        paid = today - timedelta(days=dice.randrange(10, 360))
        yield [f"旧{number:04d}", str(paid), f"{dice.randrange(200, 9000)}.00", dice.choice(SHOPS), "company",
               category, purpose]  # fmt: skip


SHOPS = ("柳河文具店", "明湖保洁", "东门五金", "小桥打印店", "老街食品店")


def _import(script: Script, community: Community, kind: str, columns: list[str], rows: Iterable[list[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    staging = stage(text.getvalue().encode(), kind, community.code)
    if not staging.ok:
        raise ValueError(f"{kind} of {community.code}: {staging.problems[:3]}")
    script.count(confirm(staging, community.holder(CLERK), CLERK))
