"""Rule books: layers, versions, the power list, holds, and the engine that judges facts against them.

`engine` is pure Python and may be read, used and published on its own; everything else here keeps adopted
rule books in the database. This package imports nothing, so that `sunward judge` starts without Django.
"""
