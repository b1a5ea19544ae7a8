"""Budgets, income, payments and the gate they pass, payment orders, bank statements.

Every payment leaves by one way: asked for, reviewed, signed in the charter's order, released when every condition
of `rules.conditions` holds. What left by another way is told by the bank statement and published.
Never decides (that is `decisions`), never holds (`charter`), never posts by itself (`disclosure`).
"""
