"""What a poster of what stands today is: who may read it, which page says the same, what is on every one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sunward.portal.paper.sheet import Block, Sheet
from sunward.portal.words.said import plain_date
from sunward.registry.queries import CommunityCard


@dataclass(frozen=True, slots=True)
class Asked:
    """For which community and day, and what the reader asked for (`given`). `address` is the page that says the same,
    `seal` the state of the record it is printed from."""

    community: CommunityCard
    on: date
    address: str
    seal: str
    given: Mapping[str, str]

    def sheet(self, title: str, *blocks: Block, number: str = "", time: str = "") -> Sheet:
        """A sheet with what every one of them carries; `number` where there are several, `time` what it tells of."""
        stood = _("As it stood on %(day)s") % {"day": plain_date(self.on)}
        code = _("The square code leads to how it stands now.")
        return Sheet(
            over=_("%(community)s, public noticeboard") % {"community": self.community.name},
            title=title,
            under=(time, stood, code) if time else (stood, code),
            blocks=blocks,
            address=self.address,
            foot=(self.seal,),
            signed=(_("Posted by"), _("Photographed by")),
            number=number,
        )


@dataclass(frozen=True, slots=True)
class Maker:
    """One poster: its title, the name of the page that says the same, who may read it, and how its sheets are made.
    `audience` is a word of the rule books; one that is not for everyone is printed by its readers alone and kept by
    nobody on the way."""

    title: str | Promise
    page: str
    audience: str
    make: Callable[[Asked], Sequence[Sheet]]


def ask() -> Block:
    """Where to ask: it stands on the sheet whatever else has to go."""
    words = _("Ask at the desk of the service centre, or at the supervision committee. You need give no name.")
    return Block(_("Something is wrong, or not understood?"), "speak", (words,), framed=True, keep=True)
