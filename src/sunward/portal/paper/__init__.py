"""Paper from the same data as the pages: posters, letters, lists.

Owns: what a sheet of paper is, how it is made to fit, and how it becomes a PDF. Any context's page can hand in a
`Sheet`. The posters of what stands today are registered in `standing`, each with its readers. Never: decides who may
read what: the builders are handed what the reader may see, and the views ask for whom a poster is.
"""

from sunward.portal.paper.fit import PAPERS, Paper, fitted
from sunward.portal.paper.numbered import as_hung
from sunward.portal.paper.pdf import Beyond, Unavailable, pdf_of, pdf_possible
from sunward.portal.paper.sheet import Address, Block, Column, Sheet, Slip, Table

__all__ = [
    "PAPERS",
    "Address",
    "Beyond",
    "Block",
    "Column",
    "Paper",
    "Sheet",
    "Slip",
    "Table",
    "Unavailable",
    "as_hung",
    "fitted",
    "pdf_of",
    "pdf_possible",
]
