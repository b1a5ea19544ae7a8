"""Letters to households: one sheet that folds into a window envelope, with a slip to cut off at its foot."""

from django.utils.translation import gettext as _

from sunward.charter.wording import holder_name
from sunward.disclosure import queries as disclosure
from sunward.disclosure.queries import HouseholdLetter, LetterBatch, PublicationPage
from sunward.kernel import clock
from sunward.portal.paper.of_publication import _numbers, posted_on
from sunward.portal.paper.sheet import Address, Block, Column, Sheet, Slip, Table
from sunward.portal.words.said import plain_date
from sunward.registry.queries import CommunityCard

KEPT = 5  # rows about one household that stand on the letter whatever else has to go


def letters_of(
    page: PublicationPage, batch: LetterBatch, community: CommunityCard, address: str, check_at: str
) -> list[Sheet]:
    """One letter for each household of the batch."""
    objected = disclosure.can_be_objected_to(page.card.about, community.code, clock.today())
    return [_letter(page, batch, letter, community, address, check_at, objected) for letter in batch.letters]


def _letter(
    page: PublicationPage, batch: LetterBatch, letter: HouseholdLetter, community: CommunityCard, address: str,
    check_at: str, objected: bool,
) -> Sheet:  # fmt: skip
    until = _("open for objection until %(day)s") % {"day": plain_date(page.card.state.heard_until)}
    return Sheet(
        over=_("%(community)s, letter to the household") % {"community": community.name},
        title=str(page.card.title),
        under=(f"{posted_on(page)} · {until}" if objected else posted_on(page),),
        banner=(_("Corrected: replaces %(number)s.") % {"number": page.corrects},) if page.corrects else (),
        blocks=tuple(_blocks(batch, letter)),
        address=address,
        code=page.code,
        check_at=check_at,
        foot=(_("%(who)s answers for it") % {"who": holder_name(page.answered_by)},),
        number=page.card.number,
        window=window(community, letter.door),
        slip=slip(page.card.number, page.code) if objected else None,
    )  # fmt: skip


def _blocks(batch: LetterBatch, letter: HouseholdLetter) -> list[Block]:
    text = [Block(lines=tuple(line for line in batch.text.splitlines() if line.strip()))] if batch.text else []
    about_you = _("What the list says about your household")
    if letter.own:
        return [*text, _listed(batch, letter.rows, about_you, keep=True)] if letter.rows else text
    if letter.by_name:
        about_you = _("Rows with the name of somebody at your door")
    theirs = [_listed(batch, letter.mine, about_you, keep=len(letter.mine) <= KEPT)] if letter.mine else []
    heading = _("The rest of the list") if theirs else ""
    return [*text, *theirs, *([_listed(batch, letter.rows, heading)] if letter.rows else [])]


def _listed(batch: LetterBatch, rows: tuple[tuple[str, ...], ...], heading: str, *, keep: bool = False) -> Block:
    columns = tuple(
        Column(str(label), _numbers([row[place] for row in rows])) for place, label in enumerate(batch.columns)
    )
    return Block(heading, table=Table(columns, rows), keep=keep)


def window(community: CommunityCard, door: str) -> Address:
    """By door, never by name: whoever lives there is meant."""
    place = _("%(street)s %(community)s") % {"street": community.street, "community": community.name}
    return Address((_("To the household"), door, place))


def slip(number: str, code: str) -> Slip:
    """The objection on paper: the code stands for the publication, so that the desk finds it at once."""
    about = _(
        "About %(number)s, check code %(code)s. Give it in at the service centre, or put it into its box; the desk "
        "gives a receipt."
    )
    return Slip(
        _("Objection slip"),
        (about % {"number": number, "code": code},),
        (_("What is wrong"), "", _("Door (so that the answer reaches you)")),
    )
