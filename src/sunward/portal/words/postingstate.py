"""How a posting stands, in plain words: until when it hangs, what photographs of the board show, what waits."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sunward.disclosure.queries import BoardProof, PostingState
from sunward.kernel.templatetags.sunward import short_date


def posting_words(state: PostingState) -> str:
    """How a posting stands, in plain words."""
    return " · ".join(_posting_parts(state))


def _proof_parts(board: BoardProof | None, over: bool) -> Iterator[str]:
    """What photographs of the board have shown, once there is something to say."""
    if board is None:
        return
    for day in board.absent_on:
        in_part = day in board.partly_on
        words = (
            _("not all of it on the board on %(day)s") if in_part else _("not on the board on %(day)s, by a photograph")
        )
        yield words % {"day": short_date(day)}
    if board.only_said:
        yield ngettext(
            "%(number)s photograph entered too late: said, not proved",
            "%(number)s photographs entered too late: said, not proved",
            board.only_said,
        ) % {"number": board.only_said}
    if board.missing_by or (over and board.first is None):
        yield _("not proved by a photograph of the board")
    elif board.stale_by or (over and board.days < board.of):
        yield _("proved by photographs for %(days)s of %(of)s days only") % {"days": board.days, "of": board.of}
    elif board.proved:
        yield ngettext(
            "proved by photographs for %(days)s day", "proved by photographs for %(days)s days", board.days
        ) % {"days": board.days}


def _whole_time(state: PostingState) -> str:
    """That it was there throughout is said as far as it is known: of a board by photographs, of the page by itself."""
    if not state.shown_throughout:
        return _("its time is over")
    return _("posted for its whole time") if state.board else _("on this page for its whole time")


def _posting_parts(state: PostingState) -> Iterator[str]:
    if state.hanging and not state.over:
        yield _("posted until %(day)s") % {"day": short_date(state.must_stay_until)}
    elif state.over and not state.short_by > state.short_from_the_start:
        yield _whole_time(state)
    if state.short_from_the_start:
        yield ngettext(
            "posted for %(days)s day less than the rule asks",
            "posted for %(days)s days less than the rule asks",
            state.short_from_the_start,
        ) % {"days": state.short_from_the_start}
    if early := state.short_by - state.short_from_the_start:
        yield ngettext("taken down %(days)s day too early", "taken down %(days)s days too early", early) % {
            "days": early
        }
    if state.said:
        yield _("entered %(days)s days later") % {"days": state.entered_late_by}
    if state.late_by:
        yield ngettext("posted %(days)s day late", "posted %(days)s days late", state.late_by) % {"days": state.late_by}
    yield from _proof_parts(state.board, state.finished)
    yield from _objected(state)


def _objected(state: PostingState) -> Iterator[str]:
    """What waits of the objections in time, for an answer or for a ruling."""
    if unanswered := state.open_objections - state.open_appeals:
        yield ngettext(
            "%(number)s objection waits for an answer", "%(number)s objections wait for an answer", unanswered
        ) % {"number": unanswered}
    if state.open_appeals:
        yield ngettext(
            "%(number)s appeal waits for a ruling", "%(number)s appeals wait for a ruling", state.open_appeals
        ) % {"number": state.open_appeals}
