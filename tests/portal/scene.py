"""A lived-in community for the pages: a budget, matters in every state, payments, postings, a refusal, late entries."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from sunward.disclosure.models import Publication
from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref, new_id
from tests import stage
from tests.charter import amendments
from tests.decisions import scenes as deciding
from tests.disclosure import scenes as disclosing
from tests.meetings import scenes as meeting_of
from tests.money import cases

START = cases.START
TODAY = date(2026, 4, 20)  # a Monday: the bank's paper for March is in


@dataclass(frozen=True)
class Lived:
    """What stands in the community, by number."""

    in_order: str
    not_in_order: str
    under_way: str
    paid: str
    locked: str
    outside: str
    posting: str
    objection: str
    resident: str
    refusal: str
    served: str  # the entry of an act entered at the desk
    roll: str
    petition: str
    meeting: str
    vote: str
    draft: str = ""  # of rules, where the rules are being changed


def live(changing: bool = False) -> Lived:
    """Seven weeks of acts; with `changing` rules, drafts of them and a covenant as well."""
    resident = disclosing.resident("赵德海")
    with cases.on(START):
        lines = cases.adopt({"lighting": "300000", "office": "24000", "repairs": "60000"})
        paid = cases.ask(lines["office"], amount="1500", purpose="办公用品", payee="明湖文具")
        cases.review(paid)
        cases.sign(paid)
    in_order = deciding.decided()
    not_in_order = deciding.decided(notice=4)
    under_way = deciding.open_matter(date(2026, 4, 1), title="小区停车怎么收费", kind="major_resident_interest")
    deciding.report(under_way, "proposal", date(2026, 4, 2), entered_on=date(2026, 4, 10))
    posted = _posted(resident)
    with cases.on(TODAY - timedelta(days=3)):
        locked = cases.ask(lines["lighting"], amount="8640", purpose="楼道照明维修", payee="明湖照明")
    with cases.on(date(2026, 4, 8)):
        outside = _outside()
    with cases.on(TODAY - timedelta(days=1)):
        refusal = _refused(locked)
        served = _served(posted[0])
    draft = _drafted() if changing else ""
    return Lived(
        in_order.matter.number, not_in_order.matter.number, under_way.number, paid.id, locked.id, outside,
        posted[0], posted[1], resident, refusal,
        served, *_asked_together(resident), *_met(), draft,
    )  # fmt: skip


def _met() -> tuple[str, str]:
    """The delegates met, voted by hand, and the minutes are signed; another meeting is called."""
    meeting, item, keys = meeting_of.called(9)
    with meeting_of.at(meeting_of.EVENING):
        meeting_of.open_with(meeting, keys[:7])
        said = {"place": str(keys[0]), "text": "租金应当高于去年。", "dissent": True}
        meeting_of.act("meetings.record_statement", stage.CLERK, item.ref, **said)
        meeting_of.act(
            "meetings.step_aside", stage.CLERK, item.ref, place=str(keys[1]), reason="interest", evidence="本人说明"
        )
        vote = meeting_of.put(item)
        meeting_of.count_hands(vote, [keys[0], *keys[2:7]], {"for": 5, "against": 1})
        meeting_of.certify(vote)
        meeting_of.act("meetings.close_session", stage.CLERK, meeting.ref)
        meeting_of.sign(meeting_of.minutes_of(meeting))
    with cases.on(TODAY - timedelta(days=1)):
        coming = meeting_of.convene(on=TODAY + timedelta(days=9), title="第三次居民代表会议")
        meeting_of.add_item(coming)
        firms = "东风防水工程公司 | Dongfeng Waterproofing Company\n永固建筑 | Yonggu Builders\n老赵修缮"
        meeting_of.add_item(coming, title="屋顶由哪家修", matter_kind="", method="several_of", choices=firms, at_most=2)
        meeting_of.notify(coming)
    return meeting.number, vote.number


def _drafted() -> str:
    """The rules have been changed once, the covenant adopted once, and a further change lies before the meeting."""
    with cases.on(date(2026, 3, 6)):
        amendments.in_force(amendments.change(amendments.OBJECTION, "4 working days"), since=date(2026, 3, 20))
        amendments.covenant_in_force("楼道里不堆放杂物。\n晚上十点以后不大声喧哗。", date(2026, 3, 20))
    with cases.on(TODAY - timedelta(days=2)):
        covenant = amendments.covenant("楼道里不堆放杂物。\n晚上九点半以后不大声喧哗。", date(2026, 6, 1))
        amendments.lay_before(covenant, "covenant")
        drafted = amendments.draft(amendments.change(amendments.MEDIUM, "8000 yuan"), since=date(2026, 6, 1))
        amendments.lay_before(drafted)
    return drafted.id


def _posted(resident: str) -> tuple[str, str]:
    row: Publication = disclosing.post(TODAY - timedelta(days=4))
    against = disclosing.objection(row, resident, TODAY - timedelta(days=3))
    return row.number, against.number


def _served(posting: str) -> str:
    """Somebody without a phone objects at the desk."""
    qian = disclosing.resident("钱多")
    return perform(
        "disclosure.object", by=stage.holder(stage.CODE, stage.CLERK), post=stage.CLERK, on_behalf_of=qian,
        subject=Ref("publication", posting), facts={"text": "请说明租金怎么定的", "signed": cases.paper("slip")},
        key=new_id(),
    ).entry.ref  # fmt: skip


def _outside() -> str:
    body = {
        "opening": "100000", "closing": "63500",
        "lines": [{"day": "2026-03-11", "amount": "-36500", "counterparty": "绿枝修剪公司", "order": ""}],
    }  # fmt: skip
    facts = {"month": "2026-03", "statement": body, "file": cases.paper("bank")}
    cases.act("money.record_bank_statement", stage.ACCOUNTANT, cases.here(), **facts)
    from sunward.money.queries import outside_chain

    return outside_chain(stage.CODE, TODAY)[0].number


def _asked_together(resident: str) -> tuple[str, str]:
    """A roll of the assembly with somebody on it, and a petition that they opened."""
    with cases.on(TODAY - timedelta(days=2)):
        here, arrived = (
            cases.here(),
            {"name": "孟凡", "papers": "identity_card", "door": "6-101", "status": "registered"},
        )
        cases.act("registry.register_arrival", stage.CLERK, here, born_on=date(1980, 5, 1), **arrived)
        roll = cases.act("ballots.freeze_roll", stage.CLERK, here, body="residents_assembly").result
        wanted = {"purpose": "disclosure", "asks_for": "leases", "title": "公开全部租约"}
        petition = cases.act("ballots.open_petition", "resident", here, by=resident, of="adults", **wanted).result
    assert roll
    assert petition
    return roll.id, petition.id


def _refused(payment: Ref) -> str:
    from sunward.record.models import Journal

    with suppress(Refused):
        cases.sign(payment)
    return str(Journal.objects.filter(kind="refusal").latest("id").ref)
