"""The pages that combine contexts: a community's home, my duties today, search, open data, the inspector's desk.

Owns no table and no rule. Reads through the queries of the contexts below, writes through acts alone.
"""
