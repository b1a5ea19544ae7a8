"""Words for what goes with an office, and for who is whose kin."""

from collections.abc import Mapping

from sunward.kernel.text import Text
from sunward.registry.queries import CLOSE_KIN

THINGS: Mapping[str, Text] = {
    "seal": Text("公章", "the seal"),
    "books": Text("账册凭证", "books and vouchers"),
    "bank_access": Text("银行账户和支付工具", "access to the bank"),
    "archives": Text("档案资料", "archives"),
    "assets": Text("集体资产和物品", "assets and objects"),
    "debts": Text("债权债务清单", "list of claims and debts"),
}
KIN = CLOSE_KIN
