"""Sunward: a community's rules, taken from the wall into the work."""
