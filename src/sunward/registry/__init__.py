"""Who is who and who holds what: areas, communities, bodies, people, households, posts, kinship and interests.

Owns the only tables with names, birth dates, telephone and identity numbers; they never enter the record.
Everything with a beginning and an end is kept as a spell: who lived where and who held which post is a
question about a date, and nobody is overwritten.

Never decides what a post may do (the charter does) and never counts votes.
"""
