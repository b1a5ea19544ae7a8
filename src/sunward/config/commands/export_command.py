"""`sunward export COMMUNITY DIR`: the community's open data as CSV and JSON, the same as beside the pages' lists."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from sunward.kernel.acts import Unknown
from sunward.portal import opendata
from sunward.registry import queries as registry


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="sunward export", description=__doc__)
    parser.add_argument("community")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    try:
        registry.community(options.community)
    except Unknown as unknown:
        print(unknown, file=sys.stderr)
        return 2
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in opendata.LISTS:
        table = opendata.every_row(name, options.community)
        (options.folder / f"{name}.csv").write_text(opendata.as_csv(table), "utf-8")
        (options.folder / f"{name}.json").write_text(json.dumps({"rows": table}, ensure_ascii=False), "utf-8")
        print(f"{name}: {len(table)} rows")
    return 0
