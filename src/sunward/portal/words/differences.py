"""What a draft or a newer version changes, place by place in plain words: on pages, on paper, in what is posted."""

import difflib
from collections.abc import Sequence
from typing import Any

from sunward.charter.queries import DraftPage
from sunward.kernel.text import Text
from sunward.portal.words import rulewords as words

LOOSER = Text("比原来宽松", "looser than before")
ADDED, GONE = Text("（新增）", "(new)"), Text("（删去）", "(left out)")


def in_lines(page: DraftPage) -> list[Text]:
    """One line for each place: what it is called, what it says, what it would say."""
    found = []
    for one in changes_of(page):
        label, before, after = (Text.of(one[name]) for name in ("label", "before", "after"))
        zh, en = (f"（{LOOSER.zh}）", f" ({LOOSER.en})") if one.get("looser") else ("", "")
        found.append(Text(f"{label.zh}：{before.zh} → {after.zh}{zh}", f"{label.en}: {before.en} → {after.en}{en}"))
    return found


def changes_of(page: DraftPage) -> list[dict[str, Any]]:
    """What the draft changes, for `parts/diff.html`."""
    if page.card.kind == "covenant":
        return articles_changed(page.before.get("paragraphs", ()), page.after["paragraphs"])
    return rules_shown(words.changes_said(page.before, page.after, page.changes))


def rules_shown(said: Sequence[words.Said]) -> list[dict[str, Any]]:
    """Changes of rules, for `parts/diff.html`; a name that changed in the other language only is left out, and nothing
    that changed in words for which there are none here."""
    told = [one for one in said if str(one.before) != str(one.after) or one.before == one.after]
    return [
        {
            "label": one.label,
            "before": one.before,
            "after": one.after,
            "source": one.source,
            "path": one.path,
            "looser": LOOSER if one.looser else None,
        }
        for one in told
    ]


def articles_changed(old: Sequence[str], new: Sequence[str]) -> list[dict[str, Any]]:
    """Articles of the covenant that came, went or read otherwise, by their place in the newer text; those that went by
    that in the older."""
    matcher = difflib.SequenceMatcher(None, list(old), list(new), autojunk=False)
    found = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            for at in range(max(j - i, m - k)):
                before, after = (texts[start + at] if start + at < end else "" for texts, start, end in
                                 ((old, i, j), (new, k, m)))  # fmt: skip
                found.append(_article(k + at + 1, before, after) if k + at < m else _gone(i + at + 1, before))
    return found


def _gone(place: int, before: str) -> dict[str, Any]:
    """An article that was left out has a place in the older text alone."""
    return _article(place, before, "") | {"label": Text(f"原第 {place} 条", f"Article {place} until now")}


def _article(place: int, before: str, after: str) -> dict[str, Any]:
    label = Text(f"第 {place} 条", f"Article {place}")
    return {"label": label, "before": before or ADDED, "after": after or GONE, "source": ""}
