"""M-6 in Guangming: an inspection is announced; in four days 171 records of the past months are entered."""

from datetime import date, timedelta
from decimal import Decimal

from sunward.demo.script import CLERK, Community, Scene, Script
from sunward.kernel import clock

RECORDS = 171
DAYS = 4
REPORTS = ("楼道清理", "消防检查", "灭蚊消杀", "上门走访", "矛盾调解", "宣传活动")


def quiet_months(script: Script) -> frozenset[date]:
    """The months before the visit in which nothing was entered at the time."""
    return frozenset(script.ago(months).replace(day=1) for months in (9, 8, 7))


def schedule(script: Script, community: Community) -> None:
    first = script.ago(6)
    for number in range(RECORDS):
        day = first + timedelta(days=number * DAYS // RECORDS)
        script.at(day, _late(script, community, number), 8 + number % 13, number % 60)


def _late(script: Script, community: Community, number: int) -> Scene:
    back = timedelta(days=20 + script.random.randrange(100))

    def income() -> None:
        received = clock.today() - back
        community.act("money.record_income", CLERK, kind="fees", amount=Decimal(60 + number), received_on=received,
                      banked_on=received + timedelta(days=1), receipt_number=f"GM-{number:04d}",
                      claimed=received)  # fmt: skip

    def posting() -> None:
        hung = clock.today() - back
        community.act("disclosure.publish", CLERK, item="payments", title=f"{REPORTS[number % 6]}记录{number}",
                      posted_on=hung, event_on=hung, claimed=hung)  # fmt: skip

    return (income, posting)[number % 2]
