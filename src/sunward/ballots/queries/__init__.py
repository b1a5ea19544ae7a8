"""Reads of rolls, petitions and votes, for pages and for the contexts above."""
