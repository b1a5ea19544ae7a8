"""Elections: how people come into office by the vote, are recalled by it, and hand over what goes with the office.

Owns: elections with their committee, candidates, proxies and results; recalls; handovers as dated obligations of named
people. Never: opens a poll that a rule book does not allow, lets a candidate run the election, types a result, or puts
an election or recall on the web. Votes are counted in `ballots`; posts and terms are the registry's.
"""
