"""Plain words for findings: what is asked, what was found. One sentence in each language."""

from fractions import Fraction

from sunward.charter.engine.texts import Text
from sunward.charter.engine.thresholds import Share, Threshold
from sunward.charter.engine.vocabulary import CLASSES

_DIGITS = "零一二三四五六七八九十"
_BASES = {
    "entitled": Text("全体{name}{base}人", "all {base} {name}"),
    "present": Text("到会{name}{base}人", "the {base} {name} present"),
    "cast": Text("参加投票的{name}{base}人", "the {base} {name} who voted"),
    "registered": Text("{name}{base}人", "the {base} {name}"),
}
_DOING = {
    "present": Text("出席", "be present"),
    "cast": Text("参加投票", "vote"),
    "for": Text("同意", "agree"),
}
_DONE = {
    "present": Text("实到", "present"),
    "cast": Text("实际投票", "voted"),
    "for": Text("实际同意", "in favour"),
}
IN_ORDER = Text("符合要求。", "In order.")
NOT_IN_ORDER = Text("不符合要求。", "Not in order.")


def outcome(ok: bool) -> Text:
    return IN_ORDER if ok else NOT_IN_ORDER


def together(first: Text, ok: bool) -> Text:
    """A sentence with its outcome."""
    end = outcome(ok)
    return Text(f"{first.zh}，{end.zh}", f"{first.en}. {end.en}")


def fraction_words(share: Share) -> Text:
    """`more than half` / 过半数, `two thirds or more` / 三分之二以上."""
    amount = share.amount
    if isinstance(amount, int):
        return Text(
            f"多于{amount}人" if share.strict else f"至少{amount}人",
            f"more than {amount}" if share.strict else f"at least {amount}",
        )
    if share.strict and amount == Fraction(1, 2):
        return Text("过半数", "more than half")
    part = f"{_numeral(amount.denominator)}分之{_numeral(amount.numerator)}"
    zh = f"超过{part}" if share.strict else f"{part}以上"
    return Text(zh, f"{'more than' if share.strict else 'at least'} {amount}")


def _numeral(number: int) -> str:
    return _DIGITS[number] if number <= 10 else str(number)


def threshold_sentence(threshold: Threshold, count: int, base: int) -> Text:
    """How many had to attend or agree, out of whom, and how many did."""
    name, share = CLASSES[threshold.of], fraction_words(threshold.share)
    whole, doing, done = _BASES[threshold.base], _DOING[threshold.counted], _DONE[threshold.counted]
    least = threshold.share.least(base)
    zh_whole = whole.zh.format(name=name.zh, base=base)
    en_whole = whole.en.format(name=name.en, base=base)
    if threshold.share.counts_persons:
        return Text(
            f"{name.zh}应有{share.zh}{doing.zh}；{done.zh}{count}人",
            f"{share.en.capitalize()} {name.en} must {doing.en}; {done.en}: {count}",
        )
    return Text(
        f"{zh_whole}，应有{share.zh}（至少{least}人）{doing.zh}；{done.zh}{count}人",
        f"Of {en_whole}, {share.en} ({least}) must {doing.en}; {done.en}: {count}",
    )
