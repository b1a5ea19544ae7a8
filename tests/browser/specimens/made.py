"""What specimens are made of, and the community in which they stand."""

from types import SimpleNamespace as Thing
from typing import Any

from sunward.kernel.text import Text

T = Text
COMMUNITY = Thing(
    code="xiangyang",
    name=T("向阳社区", "Xiangyang Community"),
    street=T("柳河街道 · 2,318户", "Liuhe Street · 2,318 households"),
)


def tag(kind: str, icon: str, zh: str, en: str) -> Thing:
    return Thing(kind=kind, icon=icon, text=T(zh, en))


def fact(zh_label: str, en_label: str, zh: str, en: str, url: str = "") -> Thing:
    return Thing(label=T(zh_label, en_label), value=T(zh, en), url=url)


def figure(zh_label: str, en_label: str, value: object, note: object = "", url: str = "") -> Thing:
    return Thing(label=T(zh_label, en_label), value=value, note=note, url=url)


def action(zh: str, en: str) -> Thing:
    return Thing(url="#", text=T(zh, en))


def check(state: str, zh: str, en: str, source: object = "") -> dict[str, Any]:
    return {"state": state, "text": T(zh, en), "source": source}
