"""Who can be put on a list of speakers, by themselves or by others: somebody alive, who has not moved away, of age."""

from collections.abc import Iterator
from datetime import date

from sunward.charter import queries as charter
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

ALIVE = Text("没有去世的登记。", "The register knows of no death.")
DEAD = Text(
    "登记簿里这个人已经去世（有证明），不能列入发言名单。",
    "By the register, with its certificate, this person has died: nobody puts them on a list of speakers.",
)
HERE = Text("没有搬走。", "Has not moved away.")
GONE = Text(
    "登记簿里这个人已经不住在本社区，不能列入发言名单；登记有误的，由本人提出异议。",
    "By the register this person lives here no more, and is not put on a list of speakers; if that is wrong, they "
    "dispute the entry.",
)
OF_AGE = Text("已经成年，或者不知道出生日期。", "Is of age, or no day of birth is known.")
UNDER_AGE = Text(
    "未满 {years} 周岁（本社区有表决权的年龄），不能列入发言名单；可以向听证会提出书面意见。",
    "Is younger than {years}, from which age one has a vote here, and is not put on a list of speakers. An opinion can "
    "be sent in at any age.",
)


def can_speak(person: str, community: str, on: date) -> Iterator[Finding]:
    """No rule book of ours names an age of its own for those who speak at a hearing: it is that from which one has a
    vote, as for whoever asks for the hearing; nobody is barred by an age where it names none. A death without its
    certificate counts as a departure."""
    row = registry.person_row(person)
    dead = row in registry.proved_dead([row])
    yield Finding.either("alive", not dead, ALIVE, DEAD)
    if not dead:
        yield Finding.either("not_moved_away", not registry.gone_from([row], community, on), HERE, GONE)
    rule = charter.franchise(community, on)
    if rule is not None:
        young = registry.is_under_age(person, community, on)
        yield Finding.either("of_age", not young, OF_AGE, UNDER_AGE.fill(years=rule.years), rule.source)
