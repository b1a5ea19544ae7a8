"""`sunward import KIND FILE --community CODE [--dry-run]`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sunward.kernel import clock
from sunward.kernel.acts import Refused, Unknown
from sunward.kernel.facts import FactsError
from sunward.kernel.ports import bound
from sunward.registry import queries
from sunward.registry.imports.confirm import confirm
from sunward.registry.imports.kinds import all_kinds, kind_named
from sunward.registry.imports.problems import UnusableFile
from sunward.registry.imports.staging import Staging, discard, stage
from sunward.registry.models import StagedFile

Officer = tuple[queries.Holder, str]  # and the post
DONE, NOT_IN_ORDER, UNUSABLE = 0, 1, 2


class Unclear(ValueError):
    """More than one officer could be meant."""


def run(arguments: Sequence[str]) -> int:
    """Import a file, or only look at it. Returns 0 when all is in order, 1 when a row or the act is not, 2 when the
    file or the call is unusable."""
    given = _parser().parse_args(list(arguments))
    language = "zh-hans" if os.environ.get("LANG", "").startswith("zh") else "en"
    with translation.override(language):
        try:
            return _import(given)
        except (UnusableFile, Unclear, Unknown, OSError) as error:
            print(f"{given.file}: {error}", file=sys.stderr)
            return UNUSABLE
        except (FactsError, Refused) as error:
            print(f"{given.file}: {error}", file=sys.stderr)
            return NOT_IN_ORDER


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sunward import", description=__doc__)
    parser.add_argument("kind", help=", ".join(kind.key for kind in all_kinds()))
    parser.add_argument("file", type=Path, help="CSV in UTF-8 or GBK; templates are in docs/import/")
    parser.add_argument("--community", required=True, metavar="CODE")
    parser.add_argument("--dry-run", action="store_true", help="only say what is wrong with the file")
    parser.add_argument("--by", metavar="PERSON", help="who imports, person:p... (default: the only one who may)")
    parser.add_argument("--post", help="in which post, body.post")
    return parser


def _import(given: argparse.Namespace) -> int:
    queries.community(given.community)
    kind_named(given.kind)
    if given.file.exists() and not given.file.is_file():  # a device or a pipe may never end
        raise FileNotFoundError(2, _("no ordinary file"), str(given.file))
    staging = stage(given.file.read_bytes(), given.kind, given.community)
    for problem in staging.problems:
        print(problem, file=sys.stderr)
    if not staging.ok:
        number = len(staging.problems)
        told = ngettext("%(count)d fault. Nothing was imported.", "%(count)d faults. Nothing was imported.", number)
        print(told % {"count": number}, file=sys.stderr)
        return NOT_IN_ORDER
    return _look(staging) if given.dry_run else _move(staging, given)


def _look(staging: Staging) -> int:
    discard(StagedFile.objects.get(number=staging.number))
    print(_("%(count)d rows, all in order. Nothing was imported: this was a trial.") % {"count": staging.rows})
    return DONE


def _move(staging: Staging, given: argparse.Namespace) -> int:
    try:
        by, post = _who(staging, given.by, given.post)
        done = confirm(staging, by, post)
    except BaseException:
        discard(StagedFile.objects.get(number=staging.number))
        raise
    told = {"count": staging.rows, "by": by, "post": post, "entry": done.entry.ref}
    print(_("%(count)d rows imported by %(by)s as %(post)s; entry %(entry)s.") % told)
    return DONE


def _who(staging: Staging, by: str | None, post: str | None) -> tuple[str, str]:
    """Who performs the act: as asked, else the only one whose post the charter grants it. Nobody is chosen by guess:
    the entry names the officer for ever.

    Raises:
        Unknown: when nobody may.
        Unclear: when several may.
    """
    if by and post:
        return by, post
    meant = _may_import(staging, by, post)
    if not meant:
        raise Unknown(_("The charter gives “%(act)s” to nobody who is in a post today.") %
                      {"act": kind_named(staging.kind).act})  # fmt: skip
    if len(meant) > 1:
        raise Unclear(_("More than one could be meant: %(officers)s. Say who imports with --by and --post.") %
                      {"officers": "; ".join(map(_named, meant))})  # fmt: skip
    print(_("Chosen, because nobody else may: %(officer)s.") % {"officer": _named(meant[0])})
    return meant[0][0].person, meant[0][1]


def _may_import(staging: Staging, by: str | None, post: str | None) -> list[Officer]:
    act, today = kind_named(staging.kind).act, clock.today()
    granted = [
        card.post
        for card in queries.posts_in(staging.community)
        if post in {None, card.post} and bound().granted(act, card.post, staging.community, today, None)
    ]
    holders = ((holder, name) for name in granted for holder in queries.holders(name, staging.community, today))
    return list(dict.fromkeys((holder, name) for holder, name in holders if by in {None, holder.person}))


def _named(officer: Officer) -> str:
    holder, post = officer
    return _("%(name)s (%(person)s) as %(post)s") % {"name": holder.name, "person": holder.person, "post": post}
