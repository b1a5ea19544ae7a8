"""Words for what goes with an office, and for who is whose kin."""

from collections.abc import Mapping

from sunward.kernel.text import Text

THINGS: Mapping[str, Text] = {
    "seal": Text("公章", "the seal"),
    "books": Text("账册凭证", "books and vouchers"),
    "bank_access": Text("银行账户和支付工具", "access to the bank"),
    "archives": Text("档案资料", "archives"),
    "assets": Text("集体资产和物品", "assets and objects"),
    "debts": Text("债权债务清单", "list of claims and debts"),
}
# Whom common speech and family law call close (a rule book says `close_relative`): no in-laws, no cousins.
KIN: Mapping[str, Text] = {
    "spouse": Text("配偶", "spouse"),
    "parent": Text("父母", "parent"),
    "child": Text("子女", "child"),
    "sibling": Text("兄弟姐妹", "brother or sister"),
    "grandparent": Text("祖父母、外祖父母", "grandparent"),
    "grandchild": Text("孙子女、外孙子女", "grandchild"),
}
