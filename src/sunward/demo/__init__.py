"""The living demo: some fourteen months of three communities, told through acts alone.

A seeded simulation, not fixtures: every fact goes through the door at its own moment of a moved clock. The story is
about fictional people and places.
"""
