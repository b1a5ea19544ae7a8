"""Acts of the duties context; importing them makes them known."""

from sunward.duties.acts.report_done import ReportDone

__all__ = ["ReportDone"]
