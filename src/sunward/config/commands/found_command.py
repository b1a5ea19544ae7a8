"""`sunward found PLAN.yaml`: found a community, once, on an empty log. It is entry 0."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="sunward found", description=__doc__)
    parser.add_argument("plan", type=Path, help="YAML: area, street office, first officers, first charter")
    options = parser.parse_args(arguments)
    try:
        plan = yaml.safe_load(options.plan.read_text("utf-8"))
        code = plan["community"]["code"]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        print(f"{options.plan}: not a plan of a community: {error}. See docs/import/founding.yaml.", file=sys.stderr)
        return 2
    try:
        done = perform(
            "registry.found", by="person:founder", post="founder", subject=Ref("community", code),
            facts={"plan": plan}, key=f"found-{code}",
        )  # fmt: skip
    except (FactsError, Refused) as problem:
        print(f"{options.plan}: {problem}", file=sys.stderr)
        return 2
    print(f"Founded {code}; entry {done.entry.ref}.")
    return 0
