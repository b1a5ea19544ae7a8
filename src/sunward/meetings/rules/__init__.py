"""Pure functions on plain facts: notice, attendance, the order of speaking."""
