"""Pure functions on plain facts: tallies, thresholds, draws."""
