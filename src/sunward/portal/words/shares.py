"""Percentages that make up a whole come to a hundred."""

from dataclasses import replace
from fractions import Fraction

from sunward.portal.charts import BarList


def to_a_hundred(chart: BarList) -> BarList:
    """The same bars, where they make up the whole, with shares that come to 100 as near as each stays within one per
    cent of what it is: of seven eighths and one eighth only the larger is rounded up. What rounding has moved furthest
    is moved back, of those alike the smallest."""
    total, shares = Fraction(chart.total), [bar.share for bar in chart.bars]
    amounts = [Fraction(bar.amount) for bar in chart.bars]
    if not total or sum(amounts) != total:
        return chart
    exact = [amount / total * 100 for amount in amounts]
    while over := sum(shares) - 100:
        step = 1 if over > 0 else -1
        free = [
            place for place, share in enumerate(shares)
            if 1 <= share - step <= 99 and abs(share - step - exact[place]) < 1
        ]  # fmt: skip
        if not free:
            break
        furthest = max(
            free, key=lambda place: ((shares[place] - exact[place]) * step, -step * exact[place], step * place)
        )
        shares[furthest] -= step
    return replace(chart, bars=tuple(replace(bar, share=share) for bar, share in zip(chart.bars, shares, strict=True)))
