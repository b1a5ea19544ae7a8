"""May this body decide this matter?"""

from sunward.charter.engine.cases import Case
from sunward.charter.engine.findings import Finding
from sunward.charter.engine.judging.bench import Bench
from sunward.charter.engine.rules import Competence, Matter
from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import Rule


def may_decide(competence: Competence, case: Case) -> bool:
    """Of its own right, or because the assembly handed over this matter and the law lets it."""
    return case.body in competence.decided_by or (case.authorised and case.body in competence.delegable_to)


def lacks_competence(matter: Matter, case: Case, *, unread: bool = False) -> bool:
    """Whether a rule that was read (or one that was not) keeps this body from deciding the matter.

    A matter for which no rule book names a body is open to all of them.
    """
    return any(not may_decide(rule, case) for rule in matter.competences if rule.unconfirmed is unread)


def competence_findings(bench: Bench, matter: Matter) -> list[Finding]:
    return [_finding(bench, matter, competence) for competence in matter.competences]


def _finding(bench: Bench, matter: Matter, competence: Competence) -> Finding:
    ok = may_decide(competence, bench.case)
    return Finding(
        Rule.COMPETENCE,
        ok,
        _source(competence, bench.case.body),
        " or ".join(competence.decided_by),
        bench.case.body,
        _sentence(bench, matter, competence, ok),
        competence.unconfirmed,
    )


def _source(competence: Competence, body: str) -> str:
    """The article that speaks about this very body, if there is one."""
    special = {**competence.delegable_to, **competence.withheld_from}
    return special.get(body, competence.source)


def _sentence(bench: Bench, matter: Matter, competence: Competence, ok: bool) -> Text:
    body, title = bench.body_name, matter.title
    deciders = [bench.name(key) for key in competence.decided_by]
    zh, en = "或者".join(name.zh for name in deciders), " or the ".join(name.en for name in deciders)
    if ok:
        return Text(f"“{title.zh}”可以由{body.zh}决定。", f'The {body.en} may decide "{title.en}".')
    if bench.case.body in competence.delegable_to:
        return Text(
            f"“{title.zh}”由{zh}决定；{body.zh}要有授权才能决定，本案没有授权。",
            f'"{title.en}" is for the {en}; the {body.en} needs its authorisation, and there is none.',
        )
    return Text(
        f"“{title.zh}”由{zh}决定，{body.zh}无权决定。",
        f'"{title.en}" is for the {en}; the {body.en} may not decide it.',
    )
