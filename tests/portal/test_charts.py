"""Charts say what the figures say: one scale, exact shares, a text beside every shape."""

import re
from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.portal import charts

amounts = st.decimals(min_value=0, max_value=10**9, places=2)
DAY = date(2026, 11, 1)


def shapes(svg: str, kind: str) -> list[dict[str, str]]:
    """The attributes of the drawing's elements of one kind."""
    return [dict(found.attrib) for found in ElementTree.fromstring(svg).iter(kind)]


def width(bar: charts.Bar) -> float:
    return float(shapes(bar.svg, "rect")[1]["width"].rstrip("%"))


@given(st.lists(amounts, min_size=1, max_size=12))
def test_bars_of_one_chart_share_one_scale(values: list[Decimal]) -> None:
    chart = charts.bar_list([("", value) for value in values])
    for bar in chart.bars:
        expected = float(100 * bar.amount / chart.total) if chart.total else 0
        assert width(bar) == pytest.approx(expected, abs=0.006)


@given(st.lists(amounts, min_size=1, max_size=12))
def test_a_share_is_never_rounded_to_nothing_or_everything(values: list[Decimal]) -> None:
    chart = charts.bar_list([("", value) for value in values])
    for bar in chart.bars:
        assert (bar.share == 0) == (bar.amount == 0)
        assert (bar.share == 100) == (bar.amount == chart.total != 0)


def test_bars_may_be_measured_against_a_budget() -> None:
    chart = charts.bar_list([("paid", Decimal(25))], whole=Decimal(100))
    assert (chart.bars[0].share, width(chart.bars[0])) == (25, 25)


@pytest.mark.parametrize("wrong", [Decimal(-1), Decimal(101)])
def test_a_bar_refuses_what_it_cannot_show(wrong: Decimal) -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        charts.bar_list([("", wrong)], whole=Decimal(100))


def test_parts_stand_end_to_end_inside_the_whole() -> None:
    bar = charts.stacked_bar([charts.Part("a", 25), charts.Part("b", 50, "alert")], whole=100)
    track, first, _, second, _ = shapes(bar.svg, "rect")
    assert (track["width"], first["x"], first["width"], second["x"], second["width"]) == (
        "100%",
        "0%",
        "25%",
        "25%",
        "50%",
    )


def test_parts_beyond_the_whole_are_refused() -> None:
    with pytest.raises(ValueError, match="more than the whole"):
        charts.stacked_bar([charts.Part("a", 101)], whole=100)


def test_an_empty_chart_is_drawn_empty() -> None:
    assert charts.bar_list([]).bars == ()
    assert shapes(charts.stacked_bar([]).svg, "rect")[0]["width"] == "0%"
    assert charts.sparkline([], label="").svg == ""


votes = st.tuples(*[st.integers(0, 40)] * 6)


@given(votes)
def test_there_is_one_seat_for_everyone_entitled(counts: tuple[int, ...]) -> None:
    tally = charts.Votes(sum(counts), *counts[:5])
    assert tally.absent == counts[5]
    grid = charts.seat_grid(tally)
    if grid.svg:
        classes = [seat["class"] for seat in shapes(grid.svg, "rect")]
        assert len(classes) == tally.entitled
        assert classes.count("f-brand") == tally.in_favour
        assert classes.count("f-alert") == tally.against


def test_seats_are_told_apart_without_colour() -> None:
    grid = charts.seat_grid(charts.Votes(5, 1, 1, 1, 1, 1))
    signs = [sign["d"].split("l", 1)[-1] for sign in shapes(grid.svg, "path")]
    assert len(set(signs)) == 4, "against, abstained, spoiled and recused each bear a sign of their own"


def test_more_votes_than_entitled_are_refused() -> None:
    with pytest.raises(ValueError, match="2 more votes"):
        charts.seat_grid(charts.Votes(10, 12, 0))


def test_squares_too_many_to_see_are_not_drawn() -> None:
    assert charts.seat_grid(charts.Votes(412, 300, 0)).svg == ""


def test_sparklines_of_a_table_compare() -> None:
    low, high = charts.sparkline([1, 5], label="", highest=10), charts.sparkline([1, 10], label="", highest=10)
    ends = [float(shapes(line.svg, "circle")[0]["cy"]) for line in (low, high)]
    assert ends == [14, 3]


def test_a_sparkline_has_a_name() -> None:
    assert 'role="img" aria-label="3 &amp; 4"' in charts.sparkline([3, 4], label="3 & 4").svg


def days(counts: list[tuple[int, int]]) -> list[charts.Day]:
    return [charts.Day(DAY + timedelta(place), *count) for place, count in enumerate(counts)]


def test_late_entries_stand_on_top_of_the_others() -> None:
    chart = charts.event_chart(days([(4, 0), (10, 6)]), label="")
    alone, on_time, late = shapes(chart.svg, "rect")
    height = {name: float(bar["height"].rstrip("%")) for name, bar in (("1", alone), ("2", on_time), ("3", late))}
    assert height["1"] == pytest.approx(height["2"])
    assert float(late["y"].rstrip("%")) + height["3"] == pytest.approx(float(on_time["y"].rstrip("%")))
    assert (chart.late, chart.highest, chart.last) == (6, 10, DAY + timedelta(1))


def test_marks_are_numbered_by_date_and_kept_inside_the_days() -> None:
    marks = [
        charts.Mark(DAY + timedelta(2), "visit"),
        charts.Mark(DAY, "notice"),
        charts.Mark(DAY - timedelta(1), "out"),
    ]
    chart = charts.event_chart(days([(1, 0)] * 3), marks, label="")
    assert [mark.name for mark in chart.marks] == ["notice", "visit"]
    assert re.findall(r'x="([\d.]+)%" y="1em"[^>]*>(\d)', chart.svg) == [("16.67", "1"), ("83.33", "2")]


def test_a_quiet_week_takes_its_room() -> None:
    chart = charts.event_chart([charts.Day(DAY + timedelta(9), 1), charts.Day(DAY, 1)], label="")
    assert [day.entries for day in chart.days] == [1, *[0] * 8, 1]
    assert (chart.first, chart.last) == (DAY, DAY + timedelta(9))


@pytest.mark.parametrize("wrong", [[], [(1, 2)]])
def test_days_that_cannot_be_are_refused(wrong: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="event chart"):
        charts.event_chart(days(wrong), label="")


@pytest.mark.parametrize(
    ("states", "step"),
    [(["done", "current", "future"], 2), (["done", "breached", "future"], 2), (["future"], 0), (["done", "done"], 2)],
)
def test_progress_says_how_far(states: list[str], step: int) -> None:
    drawn = charts.progress(states)
    assert (drawn.step, drawn.steps) == (step, len(states))
    last = shapes(drawn.svg, "rect")[-1]
    assert float(last["x"].rstrip("%")) + float(last["width"].rstrip("%")) == pytest.approx(100, abs=0.02)


def test_data_cannot_break_out_of_a_drawing() -> None:
    chart = charts.event_chart(days([(1, 0)]), label='"><script>')
    assert "<script>" not in chart.svg
