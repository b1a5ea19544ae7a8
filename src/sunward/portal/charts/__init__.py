"""Charts drawn on the server: Python in, SVG out, no script and no inline style.

Shapes carry class names only; `site.css` gives the colours, so dark mode, print and forced colours follow.
Horizontal places are percentages, so text in a chart never shrinks with the picture. Every chart comes with its
facts in words: the parts that show them (`parts/bar_list.html` and so on) print the numbers beside the shapes.
"""

from sunward.portal.charts.bars import Bar, BarList, Part, StackedBar, bar_list, stacked_bar
from sunward.portal.charts.events import Day, EventChart, Mark, event_chart
from sunward.portal.charts.progress import Progress, progress
from sunward.portal.charts.seats import SeatGrid, Votes, seat_grid
from sunward.portal.charts.spark import Sparkline, sparkline

__all__ = [
    "Bar",
    "BarList",
    "Day",
    "EventChart",
    "Mark",
    "Part",
    "Progress",
    "SeatGrid",
    "Sparkline",
    "StackedBar",
    "Votes",
    "bar_list",
    "event_chart",
    "progress",
    "seat_grid",
    "sparkline",
    "stacked_bar",
]
