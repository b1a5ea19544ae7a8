"""Plain words for findings: what is asked, what was found. One sentence in each language."""

from functools import cache

from sunward.charter.engine.texts import Text
from sunward.charter.engine.thresholds import Share, Threshold
from sunward.charter.engine.vocabulary import AREAS, CLASSES

_DIGITS = "零一二三四五六七八九十"
_BASES = {
    "entitled": Text("全体{name}{base}", "all {base} {name}"),
    "present": Text("到会{name}{base}", "the {base} {name} present"),
    "cast": Text("参加投票的{name}{base}", "the {base} {name} who voted"),
    "registered": Text("{name}{base}", "the {base} {name}"),
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


def share_words(share: Share) -> Text:
    """`more than half` / 过半数, `at least 2/3` / 三分之二以上, `more than 20` / 多于20人."""
    if share.counts_persons:
        return _persons(share.part, share.strict)
    return _fraction(share.part, share.whole, share.strict)


@cache
def _persons(number: int, strict: bool) -> Text:
    zh, en = ("多于", "more than") if strict else ("至少", "at least")
    return Text(f"{zh}{number}人", f"{en} {number}")


@cache
def _fraction(part: int, whole: int, strict: bool) -> Text:
    if strict and (part, whole) == (1, 2):
        return Text("过半数", "more than half")
    zh = f"{_numeral(whole)}分之{_numeral(part)}"
    return Text(
        f"超过{zh}" if strict else f"{zh}以上",
        f"{'more than' if strict else 'at least'} {part}/{whole}",
    )


def _numeral(number: int) -> str:
    return _DIGITS[number] if number <= 10 else str(number)


def figure(of: str, number: int) -> str:
    """A figure as findings carry it: whole persons, or square metres of what is kept in hundredths."""
    return f"{number // 100}.{number % 100:02d} m²" if of in AREAS else str(number)


def figure_said(of: str, number: int) -> Text:
    """A figure in a sentence, with its unit in Chinese."""
    en = figure(of, number)
    return Text(en.replace(" m²", "平方米"), en) if of in AREAS else Text(f"{en}人", en)


def threshold_sentence(threshold: Threshold, count: int, base: int) -> Text:
    """How many had to attend or agree, out of whom, and how many did."""
    name, share = CLASSES[threshold.of], share_words(threshold.share)
    whole, doing, done = _BASES[threshold.base], _DOING[threshold.counted], _DONE[threshold.counted]
    least, out_of, found = (figure_said(threshold.of, one) for one in (threshold.share.least(base), base, count))
    zh_whole = whole.zh.format(name=name.zh, base=out_of.zh)
    en_whole = whole.en.format(name=name.en, base=out_of.en)
    if threshold.share.counts_persons:
        return Text(
            f"{name.zh}应有{share.zh}{doing.zh}；{done.zh}{found.zh}",
            f"{share.en.capitalize()} {name.en} must {doing.en}; {done.en}: {found.en}",
        )
    return Text(
        f"{zh_whole}，应有{share.zh}（至少{least.zh}）{doing.zh}；{done.zh}{found.zh}",
        f"Of {en_whole}, {share.en} ({least.en}) must {doing.en}; {done.en}: {found.en}",
    )
