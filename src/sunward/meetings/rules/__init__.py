"""Pure functions on plain facts: days, attendance, order of speaking, the chain of minutes."""
