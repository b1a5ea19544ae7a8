"""Decisions: matters, the procedure each travels, resolutions and the register of what was decided.

Owns: matters, reports of their steps, decisions and how much money each has authorised and released.
Never: stores a verdict as a status, corrects a report in place, or lets a decision that is not in order unlock
anything. Whether a decision is in order follows from the reported facts and the charter of the matter.
"""
