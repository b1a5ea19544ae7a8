"""The machinery every context stands on: acts and the one door, ports, yuan, civil days, references, bilingual text.

Owns no model of the domain and knows no other context. What it needs from above it asks through `ports`,
which `config.wiring` binds.
"""
