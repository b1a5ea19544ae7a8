"""What goes on every month: small payments, statements, vouchers looked through, postings, quarterly meetings."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from sunward.charter import queries as charter
from sunward.charter.engine.duties import PERIODS
from sunward.demo import paying
from sunward.demo.deciding import Vote, open_matter, posted, resolved
from sunward.demo.script import (
    CLERK,
    DEPUTY,
    DIRECTOR,
    SUPERVISOR,
    Community,
    Scene,
    Script,
    paper,
    photograph,
)
from sunward.disclosure import queries as disclosure
from sunward.disclosure.queries import watched_items
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.text import day_in_full
from sunward.money import queries as money
from sunward.registry import queries as registry

_places = count()  # jobs at different places are different jobs
Usual = tuple[str, str, str, str, int]
POWER_LIST = ("权力清单和任职情况", "List of powers and holders of posts")
AS_LAID_OPEN = "全文和附表与公开栏所贴一致，在服务中心随时可以查阅。"
REPORT = ("监督委员会报告", "Report of the supervision committee")
FIRST_BALANCE = Decimal("1286400.00")
LINES = {
    "renewal": ("旧改与安置", "renewal", "2900000"),
    "upkeep": ("环境与维修", "upkeep", "420000"),
    "care": ("助老助困", "care", "160000"),
    "culture": ("文化活动", "culture", "90000"),
    "office": ("办公", "office", "60000"),
    "other": ("其他", "other", "80000"),
}
# budget line, category, purpose, payee, yuan: each payee comes back only after more than ninety days or stays small
SMALL = (
    ("office", "purchases", "打印纸和硒鼓", "清源打印社", 380),
    ("office", "utilities", "宽带费", "临江网络", 199),
    ("culture", "activities", "读书角图书", "明湖书店", 860),
    ("care", "welfare", "高龄老人生日慰问", "和美食品店", 720),
    ("upkeep", "maintenance", "楼道灯泡更换", "临江五金行", 540),
    ("culture", "services", "节日演出音响", "柳河音响", 880),
    ("office", "utilities", "服务中心水费", "临江水务", 460),
    ("care", "services", "老人理发", "阿姐理发", 300),
    ("other", "purchases", "防汛沙袋", "临江劳保", 640),
)
MEDIUM = (
    ("care", "welfare", "重阳慰问96户", "和平粮油", 9600),
    ("upkeep", "maintenance", "下水道疏通", "清通管道", 4800),
    ("culture", "activities", "暑期课堂师资", "临江青少年中心", 6400),
    ("upkeep", "services", "绿化补种", "绿野园艺", 7300),
    ("other", "services", "消防器材年检", "明湖消防", 5200),
)


@dataclass
class Habits:
    """How a community keeps its duties; the months and quarters in which it did not."""

    delegates: int
    size: int = 100  # per cent of the usual amounts
    small: int = 3
    medium: int = 1
    no_statement: frozenset[date] = frozenset()
    accounts_late: dict[date, int] = field(default_factory=dict)  # last day of the quarter -> calendar days
    no_vouchers: frozenset[date] = frozenset()
    met_elsewhere: frozenset[date] = frozenset()  # last days of quarters whose meeting another episode tells
    silent: frozenset[date] = frozenset()  # months in which nothing is entered at the time


@dataclass
class Books:
    """The bank account as the bank sees it; `outside` are lines that left without an order."""

    balance: Decimal = FIRST_BALANCE
    outside: dict[date, list[tuple[int, str, str]]] = field(default_factory=dict)


def schedule(script: Script, community: Community, habits: Habits, books: Books) -> None:
    """Every month from the founding to today."""
    founded = script.ago(14)
    _boards(script, community, habits, founded)
    script.at(founded, _budget(community, habits, founded.year), 18)
    for month in months(founded, clock.civil_day(script.now)):
        if month.month == 12:
            adopted = max(_working(_in(month, 18)), founded + timedelta(days=1))
            script.at(adopted, _budget(community, habits, month.year + 1), 19)
        if month not in habits.silent:
            _payments(script, community, habits, month, founded)
        _month_end(script, community, habits, books, month)


def _boards(script: Script, community: Community, habits: Habits, founded: date) -> None:
    """Every third day somebody walks past the boards; not in the months in which nothing is entered."""
    day, today = founded, clock.civil_day(script.now)
    while day <= today:
        if day.replace(day=1) not in habits.silent:
            script.at(day, _walk(community), 17)
        day += timedelta(days=3)


def _walk(community: Community) -> Scene:
    def scene() -> None:
        for posting in disclosure.to_photograph(community.code, clock.today()):
            words = f"board {posting.id} {clock.today()}"
            community.act(
                "disclosure.photograph_board",
                CLERK,
                posting,
                board="东门公开栏",
                photograph=photograph(words),
                hangs="yes",
                **disclosure.sheets_that_hang(posting.id),
            )

    return scene


def months(first: date, last: date) -> Iterator[date]:
    """First days of the months from the one of `first` to the one of `last`."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = next_month(month)


def next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _in(month: date, day: int) -> date:
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def _budget(community: Community, habits: Habits, year: int) -> Scene:
    """The representatives adopt a year's budget: in the December before, and at the beginning."""

    def scene() -> None:
        total = str(sum(int(amount) for _zh, _en, amount in LINES.values()))
        matter = open_matter(community, DIRECTOR, f"{year}年度收支预算", "annual_budget", total)
        members = habits.delegates + 7
        decision = resolved(community, matter, Vote(members, members - 6, members - 9, 2))
        lines = {key: {"name": name, "amount": amount} for key, (name, _en, amount) in LINES.items()}
        community.act("money.adopt_budget", DIRECTOR, year=year, decision=decision.id, lines=lines)
        posted(community, decision, "budget", f"{year}年度预算", event_on=clock.today())
        posted(community, decision, "resolutions", f"决议：{year}年度预算", title_en=f"Resolution: budget of {year}")

    return scene


def _payments(script: Script, community: Community, habits: Habits, month: date, founded: date) -> None:
    dice = script.random
    for number in range(habits.small):
        day = _working(_in(month, dice.randrange(6, 26)))
        if day > founded + timedelta(days=12):
            script.at(
                day,
                _small(
                    community, _turn(SMALL, month, habits.small, number), habits.size * dice.randrange(90, 108) // 100
                ),
                dice.randrange(9, 17),
            )
    for number in range(habits.medium):
        day = _working(_in(month, dice.randrange(6, 22)))
        if day > founded + timedelta(days=12):
            _medium(
                script,
                community,
                _turn(MEDIUM, month, habits.medium, number),
                habits.size * dice.randrange(85, 100) // 100,
                day,
            )


def _turn(usual: Sequence[Usual], month: date, a_month: int, number: int) -> Usual:
    """The usual payments in turn, so that nobody is paid twice in a short time."""
    return usual[((month.year * 12 + month.month) * a_month + number) % len(usual)]


def _working(day: date) -> date:
    while not registry.is_working_day(day):
        day += timedelta(days=1)
    return day


def _small(community: Community, what: Usual, percent: int) -> Scene:
    """Asked for and signed by the deputy director; two entries."""

    def scene() -> None:
        payment = _ask(community, what, percent)
        paying.sign(community, payment, DEPUTY)
        paying.accept(community, payment)

    return scene


def _ask(community: Community, what: Usual, percent: int) -> Ref:
    key, category, purpose, payee, amount = what
    line = paying.line(community, key, clock.today().year)
    exact = str(amount * percent // 100)
    site = f"{3 + next(_places) % 60}栋"
    return paying.ask(community, line, amount=exact, purpose=purpose, category=category, payee=payee, site=site)


def _medium(script: Script, community: Community, what: Usual, percent: int, day: date) -> None:
    """Asked for, reviewed the next day, signed by two, accepted by the street."""
    asked: list[Ref] = []
    script.at(day, lambda: asked.append(_ask(community, what, percent)), 10)
    script.at(day + timedelta(days=1), lambda: paying.review(community, asked[0]), 15)

    def sign() -> None:
        paying.sign(community, asked[0])
        paying.accept(community, asked[0])

    script.at(day + timedelta(days=2), sign, 11)


def _month_end(script: Script, community: Community, habits: Habits, books: Books, month: date) -> None:
    after = next_month(month)
    if month not in habits.no_statement:
        script.at(_working(_in(after, 8)), _statement(community, books, month), 10)
    if month not in habits.silent:
        script.at(_working(_in(after, 9)), _catalogue(community, after - timedelta(days=1)), 14)
    if month.month % 6 == 0:
        _half_year_end(script, community, after - timedelta(days=1))
    script.at(_working(_in(month, 12)), _income(community, month, habits.size), 11)
    if month.month % 3 == 0:
        _quarter_end(script, community, habits, after - timedelta(days=1))


def _catalogue(community: Community, end: date) -> Scene:
    """What falls due by the calendar and no duty watches: party work, membership fees, balances."""

    def scene() -> None:
        rules = charter.charter_of(community.code, clock.today())
        watched = watched_items(rules)
        for key, entry in rules.disclosure.items():
            if entry.period and key not in watched and end.month % PERIODS[entry.period] == 0:
                title, name = f"{entry.name.zh}（{end.year}年{end.month}月底）", entry.name.en
                community.act("disclosure.publish", CLERK, item=key, title=title, event_on=end, text=AS_LAID_OPEN,
                              title_en=f"{name[:1].upper()}{name[1:]}, to {day_in_full(end).en}")  # fmt: skip

    return scene


def _income(community: Community, month: date, size: int) -> Scene:
    """Rent every month, a grant from the street every quarter."""

    def scene() -> None:
        kinds = [("rent", 18_000)] + ([("grant", 60_000)] if month.month % 3 == 1 else [])
        for number, (kind, amount) in enumerate(kinds, 1):
            community.act(
                "money.record_income", CLERK, kind=kind, amount=Decimal(amount * size // 100),
                received_on=clock.today(), banked_on=clock.today(), receipt_number=f"{month:%Y%m}-{number}",
            )  # fmt: skip

    return scene


def _statement(community: Community, books: Books, month: date) -> Scene:
    def scene() -> None:
        lines = [*_paid(community, month), *_received(community, month), *_outside(books, month)]
        closing = books.balance + sum((Decimal(str(line["amount"])) for line in lines), Decimal(0))
        statement = {"opening": str(books.balance), "closing": str(closing), "lines": lines}
        community.act(
            "money.record_bank_statement", CLERK, month=f"{month:%Y-%m}", statement=statement,
            file=paper(f"statement {community.code} {month}"),
        )  # fmt: skip
        books.balance = closing

    return scene


def _paid(community: Community, month: date) -> Iterator[dict[str, str]]:
    """The orders that the street's centre paid in a month."""
    for row in money.payments(community.code, limit=400):
        if row.order and row.released_on and (row.released_on.year, row.released_on.month) == (month.year, month.month):
            yield {
                "day": str(row.released_on),
                "amount": f"-{row.amount}",
                "counterparty": row.payee,
                "order": row.order,
            }


def _received(community: Community, month: date) -> Iterator[dict[str, str]]:
    for row in money.income(community.code, limit=200):
        if row.banked_on and (row.banked_on.year, row.banked_on.month) == (month.year, month.month):
            yield {"day": str(row.banked_on), "amount": str(row.amount), "counterparty": row.kind, "order": ""}


def _outside(books: Books, month: date) -> Iterator[dict[str, str]]:
    for day, amount, counterparty in books.outside.get(month, []):
        yield {"day": str(month.replace(day=day)), "amount": amount, "counterparty": counterparty, "order": ""}


def _looked_through(community: Community, end: date) -> Scene:
    def scene() -> None:
        note = "本季度凭证逐张看过。"
        community.act("duties.report_done", SUPERVISOR, duty="quarterly_voucher_review", period=quarter(end), note=note)

    return scene


def _quarter_end(script: Script, community: Community, habits: Habits, end: date) -> None:
    late = habits.accounts_late.get(end, 0)
    due = _in(end + timedelta(days=1), 15)
    day = due + timedelta(days=late) if late else _working(_in(end + timedelta(days=1), 10))
    script.at(day, _accounts(community, end), 16)
    if end not in habits.no_vouchers:
        script.at(_working(_in(end + timedelta(days=1), 16)), _vouchers(community, end), 11)
    script.at(_working(_in(end + timedelta(days=1), 14)), _looked_through(community, end), 15)
    if end.replace(day=1) not in habits.silent and end not in habits.met_elsewhere:
        script.at(report_meeting(end), _quarterly_meeting(community, habits, end), 19)


def quarter(end: date) -> str:
    return f"{end.year}-Q{end.month // 3}"


def _accounts(community: Community, end: date) -> Scene:
    def scene() -> None:
        rows = [
            [row.number, row.purpose, f"{row.amount:,.2f}"]
            for row in money.payments(community.code, limit=400)
            if row.released_on and end - timedelta(days=91) < row.released_on <= end
        ]
        columns = [{"zh": "编号", "en": "number"}, {"zh": "用途", "en": "purpose"}, {"zh": "金额（元）", "en": "yuan"}]
        title = f"{end.year}年第{end.month // 3}季度收支明细"
        community.act(
            "disclosure.publish", CLERK, item="quarterly_accounts", title=title, event_on=end,
            title_en=f"Income and spending, quarter {end.month // 3} of {end.year}",
            rows={"columns": columns, "rows": rows or [["-", "本季没有支出", "0.00"]]},
        )  # fmt: skip

    return scene


def _vouchers(community: Community, end: date) -> Scene:
    def scene() -> None:
        community.act("duties.report_done", CLERK, duty="quarterly_vouchers", period=quarter(end))

    return scene


def _quarterly_meeting(community: Community, habits: Habits, end: date) -> Scene:
    """The representatives meet in every quarter and hear where the money of the one before went."""
    title, title_en = heard_in(end)

    def scene() -> None:
        matter = open_matter(community, DIRECTOR, f"听取{title}", "quarterly_report")
        members = habits.delegates + 7
        decision = resolved(community, matter, Vote(members, members - 8, members - 10, 1))
        posted(community, decision, "resolutions", f"决议：{title}", title_en=f"Resolution: {title_en}")

    return scene


def report_meeting(end: date) -> date:
    """The evening of a quarter on which the representatives meet."""
    return _working(end - timedelta(days=12))


def heard_in(end: date) -> tuple[str, str]:
    """What they hear of in the quarter with this last day: the one before it, in both languages."""
    heard = end.replace(day=1) - timedelta(days=63)
    number = (heard.month + 2) // 3
    return f"{heard.year}年第{number}季度工作和收支报告", f"report on quarter {number} of {heard.year}"


def _half_year_end(script: Script, community: Community, end: date) -> None:
    after = end + timedelta(days=1)
    script.at(_working(_in(after, 9)), lambda: _posting(community, CLERK, "power_list", end, POWER_LIST), 9)
    script.at(_working(_in(after, 20)), lambda: _posting(community, SUPERVISOR, "supervision_report", end, REPORT), 9)


def _posting(community: Community, post: str, item: str, end: date, title: tuple[str, str]) -> None:
    half = "上" if end.month == 6 else "下"
    community.act("disclosure.publish", post, item=item, title=f"{end.year}年{half}半年{title[0]}",
                  title_en=f"{title[1]}, half-year to {day_in_full(end).en}", event_on=end,
                  text=AS_LAID_OPEN)  # fmt: skip
