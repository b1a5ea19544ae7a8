"""Was the meeting called by someone who may call it?"""

from sunward.charter.engine.cases import Signatures
from sunward.charter.engine.findings import Finding
from sunward.charter.engine.judging.bench import Bench
from sunward.charter.engine.rules import Conveners, Petition
from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import CLASSES, PETITION, SUPERVISORS, Rule
from sunward.charter.engine.wording import share_words, together

_SUPERVISORS = Text("监督委员会", "supervision committee")


def convening_findings(bench: Bench) -> list[Finding]:
    """Nothing when the case does not say who called, or no rule book says who may."""
    called_by = bench.case.called_by
    if called_by is None or not (bench.rules.conveners or bench.rules.petitions):
        return []
    if called_by == PETITION and bench.case.petition:
        return [_by_petition(bench, bench.case.petition)]
    return [_by_body(bench, called_by)] if bench.rules.conveners else []


def _by_body(bench: Bench, called_by: str) -> Finding:
    rules = bench.rules.conveners
    granting = [rule for rule in rules if called_by in rule.bodies]
    allowed = list(dict.fromkeys(body for rule in rules for body in rule.bodies))
    ok = bool(granting)
    return Finding(
        Rule.CONVENING,
        ok,
        (granting or rules)[-1].source,
        " or ".join(allowed),
        called_by,
        together(_body_sentence(bench, allowed, called_by), ok),
        all(rule.unconfirmed for rule in granting or rules),
    )


def _body_sentence(bench: Bench, allowed: list[str], called_by: str) -> Text:
    names, caller = [_name(bench, body) for body in allowed], _name(bench, called_by)
    zh, en = "或者".join(name.zh for name in names), " or the ".join(name.en for name in names)
    return Text(
        f"{bench.body_name.zh}应由{zh}召集，本次由{caller.zh}召集",
        f"The {bench.body_name.en} is called by the {en}; this one was called by the {caller.en}",
    )


def _name(bench: Bench, body: str) -> Text:
    return _SUPERVISORS if body == SUPERVISORS else bench.name(body)


def _by_petition(bench: Bench, signatures: Signatures) -> Finding:
    granting = [rule for rule in bench.rules.petitions if rule.of == signatures.of]
    return _weigh(signatures, granting[-1]) if granting else _not_granted(bench, signatures)


def _weigh(signatures: Signatures, rule: Petition) -> Finding:
    ok = rule.share.met(signatures.signed, signatures.entitled)
    share, name = share_words(rule.share), CLASSES[rule.of]
    sentence = Text(
        f"要求开会须有{name.zh}{signatures.entitled}人的{share.zh}提出，"
        f"即至少{rule.share.least(signatures.entitled)}人；实际{signatures.signed}人",
        f"To force the meeting {share.en} of the {signatures.entitled} {name.en} must ask for it "
        f"({rule.share.least(signatures.entitled)}); {signatures.signed} did",
    )
    return Finding(
        Rule.CONVENING,
        ok,
        rule.source,
        rule.share.required(signatures.entitled),
        str(signatures.signed),
        together(sentence, ok),
        rule.unconfirmed,
    )


def _not_granted(bench: Bench, signatures: Signatures) -> Finding:
    """The rule books give this class no right to force this meeting."""
    rules: tuple[Petition | Conveners, ...] = bench.rules.petitions or bench.rules.conveners
    accepted = " or ".join(dict.fromkeys(rule.of for rule in bench.rules.petitions)) or "no petition"
    name = CLASSES[signatures.of]
    sentence = Text(
        f"规则没有让{name.zh}联名要求召开{bench.body_name.zh}",
        f"The rules do not let {name.en} force a {bench.body_name.en}",
    )
    return Finding(
        Rule.CONVENING,
        False,
        rules[-1].source,
        accepted,
        signatures.of,
        together(sentence, False),
        all(rule.unconfirmed for rule in rules),
    )
