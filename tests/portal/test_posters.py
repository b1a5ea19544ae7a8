"""A poster is one sheet, black only, and says what the page says - to whoever stands in front of the board."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import segno
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from sunward.disclosure.models import Publication
from sunward.portal.paper import PAPERS, Block, Column, Sheet, Table, pdf, pdf_of
from sunward.portal.paper.addresses import without_language
from sunward.portal.paper.fit import LETTER, fitted, height_of
from sunward.portal.paper.standing import MAKERS, Asked, Maker
from tests import stage
from tests.disclosure.scenes import MONDAY, answer, day, objection, post, resident
from tests.portal.pages import signed_in
from tests.portal.papers import dark_at, fonts_of, is_black_only, needs_pango, pages_of, size_of, text_of
from tests.stage import CODE

pytestmark = pytest.mark.django_db
NAMES = {
    "columns": [
        {"zh": "门牌", "en": "door"}, {"zh": "户主", "en": "householder", "personal": True},
        {"zh": "金额（元）", "en": "yuan"},
    ],
    "rows": [["1-1", "董富", "8640.50"], ["1-2", "赵德海", "4320.00"]],
}  # fmt: skip
LONG = "为了方便大家看清楚，每一项都写明做了什么、花了多少、谁负责。" * 160


def got(client: Client, path: str, tmp_path: Path, language: str = "zh") -> Path:
    """A PDF as the server gives it."""
    with day(MONDAY):
        answer_ = client.get(f"/{language}/c/{CODE}/{path}")
    assert (answer_.status_code, answer_["Content-Type"]) == (200, "application/pdf")
    kept = tmp_path / "paper.pdf"
    kept.write_bytes(answer_.content)
    return kept


def page(client: Client, path: str, language: str = "zh") -> str:
    with day(MONDAY):
        return client.get(f"/{language}/c/{CODE}/{path}").content.decode()


@needs_pango
@pytest.mark.parametrize(("size", "millimetres"), [("a4", (210, 297)), ("a3", (297, 420))])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_poster_is_one_page_with_its_letters_inside_and_black_only(
    community: str, client: Client, tmp_path: Path, size: str, millimetres: tuple[int, int], language: str
) -> None:
    row = post(MONDAY, text="月租三千元，租期三年。", rows=NAMES, audience="residents")
    paper = got(client, f"publications/{row.number}/poster.pdf?size={size}", tmp_path, language)
    assert (pages_of(paper), size_of(paper)) == (1, millimetres)
    assert all(inside for _name, inside in fonts_of(paper))
    assert is_black_only(paper, tmp_path / "raster")
    words = text_of(paper)
    assert "清溪路18号房屋出租" in words
    assert row.number in words
    assert re.search(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", words)


@needs_pango
@pytest.mark.parametrize("size", sorted(PAPERS))
def test_a_text_that_is_far_too_long_goes_on_on_numbered_sheets(
    community: str, client: Client, tmp_path: Path, size: str
) -> None:
    row = post(MONDAY, text=LONG)
    paper = got(client, f"publications/{row.number}/poster.pdf?size={size}", tmp_path)
    words = text_of(paper).replace("\n", "")
    assert re.sub(r"\s", "", words).count("谁负责。") == LONG.count("谁负责。")
    assert f"共 {pages_of(paper)} 张" in words
    assert words.count("可以提异议") == 1, "what must stay stays, on the last"
    assert words.count("核对码") == pages_of(paper)


@needs_pango
def test_the_square_code_is_the_publications_address(community: str, client: Client, tmp_path: Path) -> None:
    """Read back module by module from the printed page, and compared with a code made anew."""
    row = post(MONDAY)
    paper = got(client, f"publications/{row.number}/poster.pdf", tmp_path)
    code = segno.make(f"http://testserver/c/{CODE}/publications/{row.number}/", error="m", micro=False)
    modules = code.symbol_size(border=2)[0]
    box = (210 - 14 - 32, 14, 32, 32)
    assert dark_at(paper, tmp_path / "raster", box, modules) == [
        [bool(module) for module in line] for line in code.matrix_iter(border=2)
    ]


@needs_pango
def test_a_public_poster_masks_what_its_readers_may_not_see(community: str, client: Client, tmp_path: Path) -> None:
    """Even when somebody prints it who may read the names."""
    row = post(MONDAY, rows=NAMES, audience="residents", text="给居民的话")
    signed_in(client, resident("吴秋"))
    words = text_of(got(client, f"publications/{row.number}/poster.pdf", tmp_path))
    assert "赵**" in words
    assert "赵德海" not in words
    assert "给居民的话" not in words
    assert "赵德海" not in page(client, f"publications/{row.number}/poster/")


def test_a_board_of_the_audience_carries_names_and_nobody_keeps_the_page(community: str, client: Client) -> None:
    row = post(MONDAY, rows=NAMES, audience="residents")
    address = f"publications/{row.number}/poster/?for=residents"
    with day(MONDAY):
        assert client.get(f"/zh/c/{CODE}/{address}").status_code == 404, "not for somebody outside it"
        signed_in(client, resident("吴秋"))
        inside = client.get(f"/zh/c/{CODE}/{address}")
    assert "赵德海" in inside.content.decode()
    assert "不得贴在公共公开栏" in inside.content.decode()
    assert inside["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("audience", ["residents", "members", "party_members", "project_households"])
def test_a_board_is_asked_for_by_whom_the_posting_is_for(community: str, client: Client, audience: str) -> None:
    """Before, every such board was asked for as that of the members, whomever the posting was for."""
    narrow = {"audience_ref": "东片"} if audience == "project_households" else {}
    row = post(MONDAY, rows=NAMES, audience=audience, **narrow)
    signed_in(client, stage.holder(CODE, stage.SUPERVISOR))
    assert f"poster/?for={audience}" in page(client, f"publications/{row.number}/")
    with day(MONDAY):
        for asked in ("residents", "members", "party_members", "project_households", "everyone", "person", "x"):
            answer_ = client.get(f"/zh/c/{CODE}/publications/{row.number}/poster/?for={asked}")
            assert answer_.status_code == (200 if asked == audience else 404), asked
    assert f"poster.pdf?size=a4&amp;for={audience}" in page(client, f"publications/{row.number}/poster/?for={audience}")


def test_what_is_for_one_person_hangs_on_no_board_not_even_for_themselves(community: str, client: Client) -> None:
    """Before, whoever could read it printed it “for this board only: the person alone”."""
    who = resident("吴秋")
    row = post(MONDAY, rows=NAMES, audience="person", audience_ref=who)
    signed_in(client, who)
    assert "?for=" not in page(client, f"publications/{row.number}/")
    with day(MONDAY):
        for asked in ("members", "person"):
            address = f"/zh/c/{CODE}/publications/{row.number}/poster/?for={asked}"
            assert client.get(address).status_code == 404


def test_a_publication_for_one_person_has_no_poster_at_all(community: str, client: Client) -> None:
    row = post(MONDAY, audience="person", audience_ref=resident())
    with day(MONDAY):
        assert client.get(f"/zh/c/{CODE}/publications/{row.number}/poster/").status_code == 404
        assert client.get(f"/zh/c/{CODE}/publications/{row.number}/poster.pdf").status_code == 404


def test_the_corrected_poster_says_what_it_replaces_and_the_old_one_that_it_is_over(
    community: str, client: Client
) -> None:
    first = post(MONDAY)
    second = post(MONDAY, corrects=first.number)
    assert f"更正件：替代 {first.number}。" in page(client, f"publications/{second.number}/poster/")
    assert f"已经作废：由 {second.number} 替代。" in page(client, f"publications/{first.number}/poster/")


def test_printed_after_the_last_day_it_invites_nobody_until_a_day_that_is_over(community: str, client: Client) -> None:
    row = post(MONDAY)
    last = MONDAY + timedelta(days=row.stays_up_days)
    assert "可以提异议" in page(client, f"publications/{row.number}/poster/")
    with day(last + timedelta(days=7)):
        late = client.get(f"/zh/c/{CODE}/publications/{row.number}/poster/").content.decode()
    assert "可以提异议</h2>" not in late
    assert "以前，到服务中心窗口" not in late
    assert f"可以提异议的日子到{last.year}年{last.month}月{last.day}日为止" in late


def test_a_posting_made_shorter_than_the_rule_is_marked_on_paper(community: str, client: Client) -> None:
    row = post(MONDAY, stays_up_days=3)
    assert "公开时间不足：规则要求 10 天，这里只有 3 天。" in page(client, f"publications/{row.number}/poster/")
    with day(MONDAY + timedelta(days=1)):
        stage.act("disclosure.take_down", stage.CLERK, row.ref, reason="板面不够")
        html = client.get(f"/zh/c/{CODE}/publications/{row.number}/poster/").content.decode()
    assert "已于2026年3月3日撤下" in html


@needs_pango
def test_the_print_page_says_how_it_differs(community: str, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    row = post(MONDAY)
    assert "PDF 每张正好一页" in page(client, f"publications/{row.number}/poster/")
    monkeypatch.setattr("sunward.portal.views.posters.pdf_possible", lambda: False)
    client.cookies["size"] = "l"  # another page than the one kept
    plain = page(client, f"publications/{row.number}/poster/")
    assert "这台服务器不能生成 PDF" in plain
    assert "poster.pdf" not in plain


def test_without_pango_the_address_of_the_pdf_answers_plainly(
    community: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise pdf.Unavailable("no pango")

    monkeypatch.setattr(pdf, "_weasyprint", missing)
    row = post(MONDAY, title="没有Pango的一天")
    with day(MONDAY):
        answer_ = client.get(f"/zh/c/{CODE}/publications/{row.number}/poster.pdf")
    assert answer_.status_code == 503
    assert "请用打印网页" in answer_.content.decode()


@needs_pango
def test_a_poster_fetches_nothing_whatever_its_text_says(community: str, client: Client, tmp_path: Path) -> None:
    hostile = '<img src="http://127.0.0.1:9/x"><link rel=stylesheet href="file:///etc/passwd">第一行'
    row = post(MONDAY, text=hostile)
    words = text_of(got(client, f"publications/{row.number}/poster.pdf", tmp_path))
    assert "<img" in words, "it is text, and nothing else"


@needs_pango
def test_nothing_outside_is_ever_asked_for() -> None:
    with pytest.raises(ValueError, match="fetches nothing"):
        pdf._refuse("https://example.org/font.woff2")


@needs_pango
@pytest.mark.parametrize("kind", ["overdue", "power", "accounts"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_stands_today_is_on_paper_too(
    community: str, client: Client, tmp_path: Path, kind: str, language: str
) -> None:
    paper = got(client, f"board/{kind}.pdf?size=a3", tmp_path, language)
    assert (pages_of(paper), size_of(paper)) == (1, (297, 420))
    assert is_black_only(paper, tmp_path / "raster")


@needs_pango
def test_accounts_stand_on_several_numbered_sheets(tmp_path: Path) -> None:
    from datetime import date
    from decimal import Decimal

    from sunward.money.queries import Span, SpentLine, SpentRow
    from sunward.portal.paper.standing.accounts import sheets_of
    from sunward.registry import queries as registry

    rows = tuple(SpentRow(f"XY-P-2026-{n:03d}", "楼道灯泡更换", "临江五金行", Decimal(n), MONDAY) for n in range(1, 61))
    line = SpentLine("环境与维修", Decimal(1830), rows)
    span = Span(Decimal(0), Decimal(1830), (line,))
    days = (date(2026, 1, 1), date(2026, 3, 31))
    sheets = sheets_of(Asked(registry.community(CODE), MONDAY, "http://testserver/", "", {}), span, days)
    kept = tmp_path / "paper.pdf"
    kept.write_bytes(pdf_of(sheets, "a4", "x"))
    words = text_of(kept)
    assert pages_of(kept) == len(sheets) == 3
    assert all(f"第 {number} 张，共 3 张" in words for number in (1, 2, 3))
    assert all(f"XY-P-2026-{n:03d}" in words for n in range(1, 61)), "line by line, none left out"
    assert words.count("1,830.00") >= 2, "the line's total and the sum"


def test_a_new_poster_is_one_file_and_one_line(community: str, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its audience alone sees it on the board, prints it, and finds it in no cache."""

    def make(asked: Asked) -> list[Sheet]:
        return [asked.sheet("谁家要修屋顶", Block(lines=("1-1",)))]

    monkeypatch.setitem(MAKERS, "roofs", Maker("要修的屋顶", "portal:overdue", "residents", make))
    assert "要修的屋顶" not in page(client, "board/")
    with day(MONDAY):
        for path in ("board/roofs/", "board/roofs.pdf"):
            assert client.get(f"/zh/c/{CODE}/{path}").status_code == 404
        signed_in(client, resident("吴秋"))
        printed = client.get(f"/zh/c/{CODE}/board/roofs/")
    assert "要修的屋顶" in page(client, "board/")
    assert "谁家要修屋顶" in printed.content.decode()
    assert printed["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("kind", sorted(MAKERS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_poster_says_where_its_page_is_in_no_language(
    community: str, client: Client, kind: str, language: str
) -> None:
    request = RequestFactory().get("/")
    with translation.override(language):
        path, title = reverse(MAKERS[kind].page, args=[CODE]), str(MAKERS[kind].title)
    assert path.startswith(f"/{language}/")
    assert without_language(request, path) == f"http://testserver/c/{CODE}/{path.split('/', 4)[4]}"
    assert title in page(client, "board/", language)


def test_an_unknown_poster_is_not_there(community: str, client: Client) -> None:
    for path in ("board/nothing/", "board/nothing.pdf", "publications/XY-D-2026-999/poster.pdf"):
        with day(MONDAY):
            assert client.get(f"/zh/c/{CODE}/{path}").status_code == 404


def test_the_sizes_of_the_sheet_are_those_of_the_stylesheet() -> None:
    css = pdf.STYLE.read_text("utf-8")
    for paper in (*PAPERS.values(), LETTER):
        for level, points in enumerate(paper.levels):
            assert f".{paper.name}.fit-{level} {{ font-size: {points}pt; }}" in css
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", css)) == {"#000", "#fff"}


def sheet(rows: int) -> Sheet:
    columns = (Column("门牌"), Column("户主"), Column("元", numeric=True))
    table = Table(columns, tuple((f"{row}-101", "赵**", f"{row}.00") for row in range(rows)))
    return Sheet("向阳社区公开栏", "名单", blocks=(Block(table=table), Block("可以提异议", lines=("说明",), keep=True)))


@pytest.mark.parametrize("rows", [0, 1, 7, 40, 4000])
@pytest.mark.parametrize("size", sorted(PAPERS))
def test_the_print_page_is_never_planned_for_a_second_sheet(rows: int, size: str) -> None:
    found = fitted(sheet(rows), PAPERS[size])
    assert height_of(found.sheet, PAPERS[size], found.level) <= 1
    kept = found.sheet.blocks[0].table
    doors = [cell for row in (kept.rows if kept else ()) for cell in row if cell.endswith("-101")]
    assert found.left_out == rows - len(doors)
    assert found.sheet.blocks[-1].keep


def names(number: int) -> Sheet:
    table = Table((Column("姓名"),), tuple((f"某某{place:03d}",) for place in range(number)))
    return Sheet("向阳社区公开栏", "名单", blocks=(Block(table=table), Block("可以提异议", lines=("说明",), keep=True)))


@pytest.mark.parametrize("number", [30, 60, 90, 4000])
def test_a_list_of_names_stands_in_columns_before_one_is_left_out(number: int) -> None:
    """Read downwards: the first column first."""
    found = fitted(names(number), PAPERS["a4"])
    kept = found.sheet.blocks[0].table
    assert kept
    columns = [[row[place] for row in kept.rows] for place in range(len(kept.columns))]
    shown = [cell for column in columns for cell in column if cell]
    assert shown == [f"某某{place:03d}" for place in range(number - found.left_out)]
    assert (found.left_out > 0) is (number == 4000)


def test_what_takes_several_sheets_on_a4_says_how_many_on_a3(community: str, client: Client) -> None:
    what = "楼道灯泡更换，楼梯扶手修理，门禁检修和信箱更换"
    columns = [{"zh": "门牌", "en": "door"}, {"zh": "说明", "en": "what"}]
    rows = {"columns": columns, "rows": [[f"{place}-101", what] for place in range(26)]}
    row = post(MONDAY, rows=rows)
    needed = "这个尺寸要 2 张，每张有编号，要一起贴；用 A3 是 1 张。"
    assert needed in page(client, f"publications/{row.number}/poster/?size=a4")
    assert needed not in page(client, f"publications/{row.number}/poster/?size=a3")


def test_the_board_page_names_what_wants_a_photograph(community: str, client: Client) -> None:
    row: Publication = post(MONDAY, item="quarterly_accounts", title="一季度收支明细")
    shown = page(client, "board/")
    assert row.number in shown
    assert "要拍照" in shown
    with translation.override("en"):
        assert "Wants a photograph" in page(client, "board/", "en")


def test_the_page_of_an_objection_says_what_follows(community: str, client: Client) -> None:
    row = post(MONDAY)
    against = answer(objection(row, resident(), MONDAY), "upheld", MONDAY)
    shown = page(client, f"objections/{against.number}/")
    assert "2026年3月9日" in shown
    same = post(MONDAY, corrects=row.number)
    assert "2026年3月9日" in page(client, f"objections/{against.number}/"), "the same sheet again corrects nothing"
    assert f"{same.number} 本应更正这份公开" in page(client, f"publications/{row.number}/")
    assert f"对 {row.number} 的异议成立" in page(client, f"publications/{same.number}/")
    newer = post(MONDAY, corrects=row.number, text="租金每年五万元")
    assert newer.number in page(client, f"objections/{against.number}/")
