"""Disclosure: publications with an audience and a duty period, noticeboards, objections and their answers.

Owns: what was posted where and when, photographs of the boards, objections, answers, appeals and rulings.
Never: decides what must be published (the charter's catalogue does), shortens a posting, names an objector,
or unlocks anything itself; it tells how a posting stands, and contexts above draw their own conclusion.
"""
