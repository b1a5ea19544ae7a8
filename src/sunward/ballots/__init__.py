"""Ballots: who may take part, who signed, who voted by which channel, and what was counted.

Owns: rolls frozen on a record date, petitions and their signatures, votes through every channel, one tally.
Never: joins a voter to a secret ballot, shows a result before the close, lets anybody type an outcome, or counts one
person twice. What may be decided, and whether it was decided in order, is said elsewhere.
"""
