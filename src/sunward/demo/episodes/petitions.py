"""Two petitions: one asked for rents to be published, and they were; one still collects signatures."""

from datetime import timedelta

from sunward.demo.script import CLERK, DELEGATE, DEPUTY, Community, Script, photograph
from sunward.disclosure import queries as disclosure
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry

RENTS = "社区用房每间的租金、租户和合同到期日"
SIGNED, SO_FAR = 12, 5


def schedule(script: Script, community: Community) -> None:
    kept: dict[str, Ref] = {}
    opened = script.ago(1, -12)
    script.at(opened, lambda: _opened(community, kept), 10)
    script.at(opened + timedelta(days=4), lambda: _sheet(community, kept["rents"], 0, SIGNED), 15)
    script.at(opened + timedelta(days=5), lambda: _posted(community), 8)
    lately = clock.civil_day(script.now) - timedelta(days=8)
    script.at(lately, lambda: _still_open(community, kept), 10)
    script.at(lately + timedelta(days=3), lambda: _sheet(community, kept["night"], 20, SO_FAR), 16)


def _opened(community: Community, kept: dict[str, Ref]) -> None:
    """Zhao opens it at the desk."""
    kept["rents"] = community.made(
        "ballots.open_petition", CLERK, served=community.holder(DELEGATE), purpose="disclosure", asks_for=RENTS,
        title="公布社区用房的租金",
        text="青溪路18号租出去了，还有几间要租。租给谁、多少钱，应当贴出来。",
        of="representatives", signed=photograph("slip of a petition on rents"),
    )  # fmt: skip


def _sheet(community: Community, petition: Ref, first: int, number: int) -> None:
    """Delegates signed on paper, each with door and name; the clerk photographs the sheet."""
    signers = community.holders(DELEGATE)[first : first + number]
    lines = registry.doors_and_names(signers, community.holder(CLERK), community.code, clock.today())
    community.act(
        "ballots.enter_signed_sheet", CLERK, petition, people="\n".join(lines.values()),
        photograph=photograph(f"sheet of {petition}"),
    )  # fmt: skip


def _posted(community: Community) -> None:
    """In time: the next posting carries what was demanded."""
    demand = next(one for one in disclosure.demands(community.code, clock.today()) if not one.met_by)
    columns = [
        {"zh": "房屋", "en": "rooms"},
        {"zh": "年租金（元）", "en": "yuan a year"},
        {"zh": "到期", "en": "until"},
    ]
    rows = [["青溪路18号（3间）", "216,000.00", f"{clock.today().year + 2}-12-31"], ["东门小屋", "9,600.00", "按季"]]
    community.act(
        "disclosure.publish", DEPUTY, item=demand.item, title=RENTS, title_en="Rents of community rooms",
        rows={"columns": columns, "rows": rows},
    )  # fmt: skip


def _still_open(community: Community, kept: dict[str, Ref]) -> None:
    opener = community.holder(DELEGATE)
    kept["night"] = community.made(
        "ballots.open_petition", CLERK, served=opener, purpose="meeting", asks_for="representatives_meeting",
        title="请开一次会，商量夜间噪声", text="夜市收摊晚，临街两栋睡不好。", of="representatives",
        signed=photograph("slip of a petition on noise"),
    )  # fmt: skip
