"""The tables of the money context."""

from sunward.money.models.bank import BankLine, BankStatement, Income, StatementCorrection
from sunward.money.models.budget import AdoptedBudget, BudgetLine, Series
from sunward.money.models.order import Order
from sunward.money.models.past import PastPayment
from sunward.money.models.payee import Payee, Tender
from sunward.money.models.payment import Payment, Review, Signature, UrgentCase

__all__ = [
    "AdoptedBudget",
    "BankLine",
    "BankStatement",
    "BudgetLine",
    "Income",
    "Order",
    "PastPayment",
    "Payee",
    "Payment",
    "Review",
    "Series",
    "Signature",
    "StatementCorrection",
    "Tender",
    "UrgentCase",
]
