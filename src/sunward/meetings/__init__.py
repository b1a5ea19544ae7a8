"""Meetings: how people are called, who was in the room, who stepped aside, what was said, what the minutes say.

Owns: sessions and hearings with notice and agenda, attendance, quorum, recusal, statements, minutes.
Never: lets an item be decided that was not on the agenda at notice, counts somebody who was not there, or changes
minutes after they were signed. Votes are counted in `ballots`; whether a decision is in order is said in `decisions`.
"""
