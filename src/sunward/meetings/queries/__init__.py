"""Reads of meetings, for pages and for the contexts above."""
