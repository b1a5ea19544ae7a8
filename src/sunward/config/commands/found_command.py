"""`sunward found CODE PLAN.yaml`: found a community, once, on an empty log. It is entry 0.

Makes the tables first where there are none.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sunward.charter.engine import PackError, read_yaml
from sunward.config.commands import migrate_command
from sunward.kernel.acts import Refused, Unknown
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="sunward found", description=__doc__)
    parser.add_argument("code", help="the community's short name in addresses, for example xiangyang")
    parser.add_argument("plan", type=Path, help="YAML: areas, street office, first officers, first charter")
    options = parser.parse_args(arguments)
    try:
        plan = read_yaml(options.plan).value
    except PackError as error:
        print(f"{error}. See docs/import/community.yaml.", file=sys.stderr)
        return 2
    if not migrate_command.is_up_to_date():
        migrate_command.migrate()
    try:
        done = perform(
            "registry.found", by="person:founder", post="founder", subject=Ref("community", options.code),
            facts={"plan": plan}, key=f"found-{options.code}",
        )  # fmt: skip
    except (FactsError, Refused, Unknown, PackError) as problem:
        print(f"{options.plan}: {problem}", file=sys.stderr)
        return 2
    if done.repeated:
        print(f"Nothing was changed: {options.code} was founded before; entry {done.entry.ref}.", file=sys.stderr)
        return 1
    print(f"Founded {options.code}; entry {done.entry.ref}.")
    return 0
