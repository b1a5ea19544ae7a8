"""The poster of a publication, from what its reader may see."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from sunward.ballots import queries as ballots
from sunward.charter.wording import holder_name
from sunward.disclosure import queries as disclosure
from sunward.disclosure.queries import PublicationPage
from sunward.kernel import clock
from sunward.kernel.text import Text
from sunward.portal.paper.sheet import Block, Column, Sheet, Table
from sunward.portal.words.said import plain_date
from sunward.registry.queries import CommunityCard


def poster_of(
    page: PublicationPage, community: CommunityCard, address: str, check_at: str, notice: str = "", asked_days: int = 0
) -> Sheet:
    """For a noticeboard, on one sheet or cut into numbered ones. `notice` names the readers of a board that is not
    everybody's; `asked_days` is how long the charter wants it to hang, where that is longer than it was posted for."""
    state = page.card.state
    return Sheet(
        over=_("%(community)s, public noticeboard") % {"community": community.name},
        title=str(page.card.title),
        under=(
            posted_on(page) + " · "
            + _("must hang until %(day)s") % {"day": plain_date(state.asked_until)},
        ),
        alike=_alike(page),
        banner=tuple(_banner(page, notice, asked_days)),
        blocks=(content_of(page), *objecting(page, community.code)),
        address=address,
        code=page.code,
        check_at=check_at,
        foot=(_("%(who)s answers for it") % {"who": holder_name(page.answered_by)},),
        signed=(_("Posted by"), _("Photographed by")),
        number=page.card.number,
    )  # fmt: skip


def _alike(page: PublicationPage) -> tuple[str, str]:
    """What a reader with a telephone finds there: of what is masked or left out those concerned find more."""
    if not page.masked and not page.withheld:
        return (
            _("This sheet says what the page on the telephone says."),
            _("All sheets together say what the page on the telephone says."),
        )
    return (
        _("This sheet says what everybody reads on the telephone."),
        _("All sheets together say what everybody reads on the telephone."),
    )


def posted_on(page: PublicationPage) -> str:
    """Since when it is said to hang, with how much later that was entered."""
    said = _("Posted on %(day)s") % {"day": plain_date(page.card.posted_on)}
    if not page.card.state.said:
        return said
    return f"{said} · " + _("entered %(days)s days later") % {"days": page.card.state.entered_late_by}


def board_with_names(page: PublicationPage) -> str:
    """Whose board may carry it with its names, asked for by somebody inside that audience; "" for no board. What is for
    one person alone goes by letter; what showed names that are masked since hangs nowhere with them."""
    audience = page.card.audience
    with_names = page.full and not page.starred_in
    return audience if with_names and audience not in {"everyone", "person"} else ""


def _banner(page: PublicationPage, notice: str, asked_days: int) -> Iterator[str]:
    """What must be read before anything else."""
    if page.corrected_by:
        yield _("No longer valid: replaced by %(number)s.") % {"number": page.corrected_by}
    if page.corrects:
        yield _("Corrected: replaces %(number)s.") % {"number": page.corrects}
    if page.card.taken_down_on:
        yield _("Taken down on %(day)s.") % {"day": plain_date(page.card.taken_down_on)}
    if asked_days > page.stays_up_days:
        yield _("Marked short: the rule asks for %(asked)s days, it hangs for %(days)s.") % {
            "asked": asked_days, "days": page.stays_up_days,
        }  # fmt: skip
    if notice:
        yield _("With names, for this board only: %(who)s. Not for the public board.") % {"who": notice}
    elif not page.full:
        yield from _kept_back(page)
        yield from _of_roll(page)


def _kept_back(page: PublicationPage) -> Iterator[str]:
    """What those concerned find more."""
    if page.masked:
        yield _("Names are masked here: only those concerned may read them.")
    if page.masked and page.starred_in:
        yield masked_since(page)
    if page.withheld:
        yield _("The words are for those concerned only, and are not shown here.")


def masked_since(page: PublicationPage) -> str:
    """Why what is shown is not what was posted."""
    words = _(
        "They were in clear when it was posted, and are masked since %(number)s masks them. The record keeps it as it "
        "was posted."
    )
    return words % {"number": page.starred_in}


def _of_roll(page: PublicationPage) -> Iterator[str]:
    """Of a roll that its readers alone read: how many places it has, and where they see whether they are on it."""
    about = page.card.about
    places = ballots.entitled_on(about.id) if about.type == "roll" else None
    if places is not None:
        yield _(
            "%(places)s places. Whether you are on it you read at the desk of the service centre, or on its page once "
            "you have signed in."
        ) % {"places": places}


def content_of(page: PublicationPage) -> Block:
    """Text and table of a publication, as far as the reader may see them."""
    lines = tuple(line for line in page.text.splitlines() if line.strip())
    return Block(lines=lines, table=table_of(page))


def table_of(page: PublicationPage) -> Table | None:
    if not page.rows:
        return None
    rows = tuple(tuple(str(cell) for cell in row) for row in page.rows["rows"])
    labels = [str(Text.of(column)) for column in page.rows["columns"]]
    columns = (Column(label, _numbers([row[place] for row in rows])) for place, label in enumerate(labels))
    return Table(tuple(columns), rows)


def _numbers(cells: list[str]) -> bool:
    """Whether a column holds nothing but amounts, so that its figures stand under each other."""
    return bool(cells) and all(cell.replace(",", "").replace(".", "", 1).removeprefix("-").isdigit() for cell in cells)


def objecting(page: PublicationPage, code: str) -> Iterator[Block]:
    """How to object; nothing where the list of powers lets nobody."""
    if not disclosure.can_be_objected_to(page.card.about, code, clock.today()):
        return
    until = plain_date(page.card.state.heard_until)
    if clock.today() > page.card.state.heard_until:
        late = _(
            "The days for objections ended on %(day)s. One that comes later is answered too, and holds nothing up."
        )
        yield Block(lines=(late % {"day": until},), framed=True, keep=True)
        return
    words = _(
        "Until %(day)s, at the desk of the service centre or with the square code. Every objection is answered in "
        "public; your name is never shown."
    )
    yield Block(_("You can object"), "speak", (words % {"day": until},), framed=True, keep=True)
