"""The gate as pure functions on plain facts: no database, no clock, no other context but the charter's engine."""
