"""Amounts, dates, languages and addresses as templates write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.utils import translation

from sunward.kernel import catalogues, clock
from sunward.kernel.findings import Finding
from sunward.kernel.templatetags import sunward as words
from sunward.kernel.text import Text
from sunward.portal.words.inshort import in_a_sentence
from sunward.portal.words.quoting import quoting

THURSDAY = date(2026, 11, 26)


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    catalogues.compile_stale()


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("8640.00"), "¥8,640"), (Decimal("8640.50"), "¥8,640.50"), (Decimal("0.01"), "¥0.01"),
        (Decimal(-12000), "−¥12,000"), (0, "¥0"), (None, "—"),
    ],
)  # fmt: skip
def test_amounts_are_exact(amount: Decimal | None, written: str) -> None:
    assert words.yuan(amount) == written


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (Decimal(486_200), "48.62万元", "¥486,200"), (Decimal(500_000), "50万元", "¥500,000"),
        (Decimal("486235.10"), "486,235.10元", "¥486,235.10"), (Decimal(8640), "8,640元", "¥8,640"),
    ],
)  # fmt: skip
def test_amounts_in_a_sentence_are_short_only_where_that_is_exact(amount: Decimal, zh: str, en: str) -> None:
    with translation.override("zh-hans"):
        assert in_a_sentence(amount) == zh
    with translation.override("en"):
        assert in_a_sentence(amount) == en


def test_dates_are_written_as_each_language_writes_them() -> None:
    with clock.moved_to(clock.moment(THURSDAY)), translation.override("zh-hans"):
        assert words.civil_date(THURSDAY) == "2026年11月26日（星期四）"
        assert words.short_date(THURSDAY) == "11月26日"
    with clock.moved_to(clock.moment(THURSDAY)), translation.override("en"):
        assert words.civil_date(THURSDAY) == "Thursday 26 November 2026"
        assert words.short_date(THURSDAY) == "26 Nov"


@pytest.mark.parametrize(
    ("language", "this_year", "last_year"), [("zh-hans", "11月26日", "2025年11月26日"), ("en", "26 Nov", "26 Nov 2025")]
)
def test_a_short_date_carries_its_year_when_that_is_not_this_year(
    language: str, this_year: str, last_year: str
) -> None:
    with clock.moved_to(clock.moment(date(2026, 12, 31), 23)), translation.override(language):
        assert words.short_date(THURSDAY) == this_year
        assert words.short_date(THURSDAY.replace(year=2025)) == last_year


def test_a_moment_is_told_in_the_zone_of_the_community() -> None:
    with translation.override("en"):
        assert words.moment(datetime(2026, 11, 25, 16, 30, tzinfo=UTC)) == "26 November 2026, 00:30"


def test_a_text_speaks_the_language_of_the_page_and_a_user_s_words_keep_their_own() -> None:
    with translation.override("en"):
        assert words.text({"zh": "通知", "en": "notice"}) == words.text(Text("通知", "notice")) == "notice"
        assert words.as_written("租房合同 <b>") == '<span lang="zh-Hans">租房合同 &lt;b&gt;</span>'
        assert words.as_written("lease") == "lease"
        marked = quoting("<A> %(what)s (%(of)s)", what="租房合同 <b>", of="lease")
        assert marked == '&lt;A&gt; <span lang="zh-Hans">租房合同 &lt;b&gt;</span> (lease)'
        assert words.as_written(marked) is marked, "what is marked is not marked once more"
    with translation.override("zh-hans"):
        assert words.as_written("租房合同") == "租房合同"


def test_addresses_of_a_community_are_stable() -> None:
    xiangyang = SimpleNamespace(code="xiangyang")
    with translation.override("zh-hans"):
        assert words.page(xiangyang, "money") == "/zh/c/xiangyang/money/"
    with translation.override("en"):
        assert (words.page(xiangyang), words.page(None)) == ("/en/c/xiangyang/", "/en/")


@pytest.mark.parametrize(
    ("here", "there"),
    [("/zh/c/x/money/?before=3", "/en/c/x/money/?before=3"), ("/en/", "/zh/"), ("/c/x/log/checkpoint", "/en/")],
)
def test_the_other_language_is_the_same_page(here: str, there: str) -> None:
    with translation.override("zh-hans"):
        assert words.in_other_language(RequestFactory().get(here)) == there


def test_a_mistyped_icon_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(ValueError, match="no icon “mony”"):
        words.icon("mony")
    assert "<path" in words.icon("money", inline=True)


@pytest.mark.parametrize(
    ("check", "sign"),
    [
        (Finding("quorum", True, Text("", "")), "ok"), (Finding("notice", False, Text("", "")), "bad"),
        (Finding("notice", False, Text("", ""), unconfirmed=True), "unconfirmed"),
        (SimpleNamespace(ok=False, until=THURSDAY), "wait"), (SimpleNamespace(ok=False, until=None), "bad"),
        ({"state": "wait"}, "wait"),
    ],
)  # fmt: skip
def test_a_check_is_shown_as_what_it_is(check: object, sign: str) -> None:
    assert words.check_sign(check).name == sign


def test_a_qr_code_is_a_picture_with_a_name() -> None:
    code = words.qr("https://sunward.example/zh/?a=1&b=2")
    assert code.startswith('<svg role="img" aria-label="')
    assert "style=" not in code, "the Content-Security-Policy refuses inline style"


@pytest.mark.parametrize(
    ("sentence", "zh", "en"),
    [
        ("2026-11-30 19:30", "11月30日 19:30", "30 Nov 19:30"), ("2025-11-30", "2025年11月30日", "30 Nov 2025"),
        *[(kept, kept, kept) for kept in ("“2026-11-30 例会”", "如 2026-11-30 20:00", "Such as 2026-11-30 20:00",
          "请这样写：2026-11-23", "cn-urban@2018-12-29", "2026-13-01", "XY-2026-11-30", "11-30 19:05")],
    ],
)  # fmt: skip
def test_a_sentence_names_its_days_as_pages_do(sentence: str, zh: str, en: str) -> None:
    """But for what somebody has typed, and for how a day is to be typed."""
    for language, written in (("zh-hans", zh), ("en", en)):
        with clock.moved_to(clock.moment(THURSDAY)), translation.override(language):
            assert words.text(Text(f"到 {sentence}", f"Until {sentence}"))[-len(written) :] == written
            assert words.text(Text.of(sentence)) == words.text(sentence) == sentence
