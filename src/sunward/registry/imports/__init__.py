"""Tables of rows that come in by file: read, told line by line what is wrong, staged, and moved in by one act.

A kind of import is a `Kind`: its columns with their names in both languages, and the act that moves its rows. Other
contexts add kinds of their own with `kinds.register`.
"""
