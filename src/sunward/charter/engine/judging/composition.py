"""Is the body made up as the law says?"""

from sunward.charter.engine.errors import UnusableCase
from sunward.charter.engine.findings import Finding
from sunward.charter.engine.judging.bench import Bench
from sunward.charter.engine.rules import Composition
from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import CLASSES, Rule
from sunward.charter.engine.wording import share_words, together


def composition_findings(bench: Bench) -> list[Finding]:
    return [found for rule in bench.rules.composition for found in _composition(bench, rule)]


def _composition(bench: Bench, rule: Composition) -> list[Finding]:
    part = _entitled(bench, rule, rule.of)
    whole = _entitled(bench, rule, rule.within or rule.of)
    if part is None or whole is None:
        return []
    ok = rule.share.met(part, whole)
    return [
        Finding(
            Rule.COMPOSITION,
            ok,
            rule.source,
            rule.share.required(whole),
            str(part),
            together(_sentence(bench, rule, part, whole), ok),
            rule.unconfirmed,
        )
    ]


def _entitled(bench: Bench, rule: Composition, name: str) -> int | None:
    figure = bench.case.counts.get(name, {}).get("entitled")
    if figure is None and not rule.unconfirmed:
        raise UnusableCase(f"counts.{name}.entitled", f"is missing; the composition rule ({rule.source}) needs it")
    return figure


def _sentence(bench: Bench, rule: Composition, part: int, whole: int) -> Text:
    name, share, body = CLASSES[rule.of], share_words(rule.share), bench.body_name
    if rule.share.counts_persons:
        return Text(
            f"{body.zh}的{name.zh}应{share.zh}，实有{part}人",
            f"The {body.en} must have {share.en} {name.en}; it has {part}",
        )
    all_of = CLASSES[rule.within]
    return Text(
        f"{body.zh}的{all_of.zh}{whole}人中，{name.zh}应占{share.zh}，实有{part}人",
        f"Of the {whole} {all_of.en} of the {body.en}, {share.en} must be {name.en}; {part} are",
    )
