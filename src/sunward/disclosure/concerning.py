"""Whom an upheld objection to a roll is about and which way it goes, as whoever answers or rules says it: words alone
have no direction, and one name is a part of another. One to the posting of a consent is about whose consent it is."""

from typing import Protocol

from django.db.models import QuerySet

from sunward.disclosure.models import Objection, Publication
from sunward.disclosure.rules import UPHELD
from sunward.kernel.facts import unusable
from sunward.kernel.text import Text
from sunward.registry import queries as registry
from sunward.registry.naming import WHO, person_in

OF_ROLLS = frozenset({"roll", "petition"})
ADD, STRIKE, PUT_RIGHT = "add", "strike", "put_right"
WAYS = (
    (ADD, Text("应当在名册上", "belongs on the roll")),
    (STRIKE, Text("不应当在名册上", "does not belong on the roll")),
    (PUT_RIGHT, Text("只改写错的内容", "only something written wrongly is put right")),
)
WHOM, WHICH_WAY = Text("异议针对谁", "whom it is about"), Text("成立的是什么", "what is upheld")
OBJECTOR = Text(
    f"只在对名册的异议成立时填；就是提异议的人的，不填。{WHO.zh}",
    f"only where an objection to a roll is upheld; empty for whoever objected. {WHO.en}",
)
ON_ROLLS = Text(
    "对名册的异议成立时要填；对同意公示的，不填就是不应当在名册上，同意撤回",
    "needed where an objection to a roll is upheld; of a consent that was posted, empty for: does not belong on the "
    "roll, and the consent is withdrawn",
)


class Concerning(Protocol):
    """What is said with an outcome."""

    @property
    def outcome(self) -> str: ...
    @property
    def concerns(self) -> str: ...
    @property
    def way(self) -> str: ...


def concerned(objection: Objection, facts: Concerning) -> tuple[str, str] | None:
    """The person and the way; None where nothing of a roll is upheld.

    Raises:
        FactsError: at `way`, where an objection to a roll is upheld without one, or one to a consent adds somebody; at
            `concerns`, for nobody of the register.
    """
    about = objection.publication.subject_type
    if facts.outcome in UPHELD and (whose := consented(objection.publication)):
        return whose, _way_of_consent(facts)
    if about not in OF_ROLLS or facts.outcome not in UPHELD:
        return None
    if not facts.way:
        if about == "roll" or facts.concerns.strip():
            raise unusable("way", SAY_WAY.zh, SAY_WAY.en)
        return None
    said = facts.concerns.strip()
    return (person_in("concerns", said, objection.community_code) if said else objection.by), facts.way


def consented(publication: Publication) -> str:
    """Whose consent (`person:<number>`) a posting has opened to objections; empty for anything else."""
    if publication.subject_type != "entry":
        return ""
    person = registry.whose_consent(publication.about)
    return person if person and publication.pk == _postings(publication).values_list("pk", flat=True)[0] else ""


def _postings(publication: Publication) -> "QuerySet[Publication]":
    """Everything posted of the same consent, in its order."""
    about = {"subject_type": publication.subject_type, "subject_id": publication.subject_id}
    return Publication.objects.filter(**about).order_by("pk")


def _way_of_consent(facts: Concerning) -> str:
    """It falls, unless only something in its posting is written wrongly."""
    if facts.way == ADD:
        raise unusable("way", NOBODY_ADDED.zh, NOBODY_ADDED.en)
    return facts.way or STRIKE


NOBODY_ADDED = Text(
    "对同意公示的异议成立，是同意撤回，或者只改正写错的内容。",
    "An upheld objection to a consent takes it, or only puts right what is written wrongly.",
)
SAY_WAY = Text(
    "对名册的异议成立，要写明针对谁、是补上、划去还是改正。",
    "An upheld objection to a roll says whom it is about, and whether they are added, struck or put right.",
)
