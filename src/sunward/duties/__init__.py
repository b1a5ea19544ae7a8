"""The calendar of recurring obligations, and the evidence that they were done.

Which obligations there are the charter says; whether one was met is told by acts that happened. Owns nothing but
that evidence: a deadline that lapses needs no job to lapse.
"""
