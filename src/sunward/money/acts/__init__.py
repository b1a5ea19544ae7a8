"""Acts of the money context; importing them makes them known."""

from sunward.money.acts.adopt_budget import AdoptBudget
from sunward.money.acts.answer_order import AnswerOrder
from sunward.money.acts.bank_income import BankIncome
from sunward.money.acts.correct_bank_statement import CorrectBankStatement
from sunward.money.acts.explain_outside_payment import ExplainOutsidePayment
from sunward.money.acts.import_past_payments import ImportPastPayments
from sunward.money.acts.ratify_urgent import RatifyUrgent
from sunward.money.acts.record_bank_statement import RecordBankStatement
from sunward.money.acts.record_income import RecordIncome
from sunward.money.acts.record_past_payment import RecordPastPayment
from sunward.money.acts.record_refund import RecordRefund
from sunward.money.acts.refund_urgent import RefundUrgent
from sunward.money.acts.release_payment import ReleasePayment
from sunward.money.acts.report_tender import ReportTender
from sunward.money.acts.request_payment import RequestPayment
from sunward.money.acts.request_urgent_payment import RequestUrgentPayment
from sunward.money.acts.review_payment import ReviewPayment
from sunward.money.acts.sign_payment import SignPayment
from sunward.money.acts.stand_in_review import StandInReview
from sunward.money.acts.withdraw_payment import WithdrawPayment

__all__ = [
    "AdoptBudget",
    "AnswerOrder",
    "BankIncome",
    "CorrectBankStatement",
    "ExplainOutsidePayment",
    "ImportPastPayments",
    "RatifyUrgent",
    "RecordBankStatement",
    "RecordIncome",
    "RecordPastPayment",
    "RecordRefund",
    "RefundUrgent",
    "ReleasePayment",
    "ReportTender",
    "RequestPayment",
    "RequestUrgentPayment",
    "ReviewPayment",
    "SignPayment",
    "StandInReview",
    "WithdrawPayment",
]
