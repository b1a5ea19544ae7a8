"""Founding a community: the plan that a street hands in, read, checked and written."""
