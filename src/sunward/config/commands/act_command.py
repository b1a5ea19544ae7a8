"""`sunward act NAME SUBJECT --by person:ID --post POST [name=value ...]`: perform an act, through the same door.

Where a file is asked for, the value is the path to it.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileField

from sunward.kernel.acts import Refused, Unknown, act_named
from sunward.kernel.claims import claimed_moment
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError, form_for
from sunward.kernel.refs import Ref, new_id


def run(arguments: Sequence[str]) -> int:
    options = _parser().parse_intermixed_args(arguments)
    facts: dict[str, Any] = dict(pair.partition("=")[::2] for pair in options.facts)
    try:
        facts |= _files(options.name, facts)
        done = perform(
            options.name, by=options.by, post=options.post, subject=Ref.parse(options.subject),
            facts=facts, key=options.key or new_id(),
            on_behalf_of=options.on_behalf_of, claimed_at=claimed_moment(act_named(options.name), options.claimed_at),
        )  # fmt: skip
    except (Unknown, FactsError, ValueError, OSError) as problem:
        print(f"{options.name}: {problem}", file=sys.stderr)
        return 2
    except Refused as refusal:
        print(f"{options.name}: refused", file=sys.stderr)
        for finding in refusal.findings:
            print(f"  {'ok ' if finding.ok else 'NO '} {finding.text} {finding.source}", file=sys.stderr)
        return 1
    print(f"{done.entry.ref} {done.result or ''}".strip())
    return 0


def _files(act: str, facts: Mapping[str, str]) -> dict[str, SimpleUploadedFile]:
    """What lies at the paths that were given where the act asks for a file."""
    fields = form_for(act_named(act).facts_type).base_fields
    paths = {
        name: Path(facts[name]) for name, field in fields.items() if isinstance(field, FileField) and name in facts
    }
    return {name: SimpleUploadedFile(path.name, path.read_bytes()) for name, path in paths.items()}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sunward act", description=__doc__)
    parser.add_argument("name", help="for example decisions.open_matter")
    parser.add_argument("subject", help="type:id, for example community:xiangyang")
    parser.add_argument("facts", nargs="*", metavar="name=value")
    parser.add_argument("--by", required=True, help="person:ID")
    parser.add_argument("--post", required=True, help="body.post, or a capacity")
    parser.add_argument("--key", help="form token; the same key twice gives the first result")
    parser.add_argument("--on-behalf-of", metavar="person:ID", help="for whom it is entered at the desk")
    parser.add_argument("--claimed-at", metavar="DAY", help="on which day a report says that it happened, if not today")
    return parser
