"""The command line: `sunward <command>`."""

import os
import sys
from collections.abc import Callable, Sequence

Command = Callable[[Sequence[str]], int]


def _judge(arguments: Sequence[str]) -> int:
    from sunward.charter.engine.command import main_judge

    return main_judge(arguments)


def _charter(arguments: Sequence[str]) -> int:
    from sunward.charter.engine.command import main_charter

    return main_charter(arguments)


def _record(arguments: Sequence[str]) -> int:
    from sunward.record.command import main

    return main(arguments)


def _django(name: str) -> Command:
    def run(arguments: Sequence[str]) -> int:
        from sunward.config.command import run_command

        return run_command(name, arguments)

    return run


COMMANDS: dict[str, tuple[Command, str]] = {
    "serve": (_django("serve"), "run the site: web pages, sequencer and clock"),
    "migrate": (_django("migrate"), "create or upgrade the tables"),
    "found": (_django("found"), "found a community, once, on an empty log"),
    "charter": (_charter, "check a folder of rules: charter check DIR"),
    "judge": (_judge, "was this decided validly? judge --charter ID[,ID...] CASE.json"),
    "sign-in": (_django("sign-in"), "hand out a sign-in: sign-in NAME person:ID"),
    "act": (_django("act"), "perform an act: act NAME --by person:ID --post POST SUBJECT name=value ..."),
    "import": (_django("import"), "bring in residents, households, posts, past payments"),
    "export": (_django("export"), "write a community's open data to a folder"),
    "record": (_record, "export or verify a community's record"),
    "backup": (_django("backup"), "copy database, files and keys into one archive"),
    "restore": (_django("restore"), "put a backup back into an empty place"),
    "tick": (_django("tick"), "sweep and sequence once; `serve` does it all the time"),
    "demo": (_django("demo"), "build and serve the living sample community"),
}


def main() -> None:
    """Find the command and run it; the exit code is the command's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunward.config.settings")
    name, *arguments = sys.argv[1:] or ["help"]
    if name not in COMMANDS:
        print(_usage(), file=sys.stdout if name in {"help", "-h", "--help"} else sys.stderr)
        sys.exit(0 if name in {"help", "-h", "--help"} else 2)
    sys.exit(COMMANDS[name][0](arguments))


def _usage() -> str:
    lines = [f"  {name:<9} {what}" for name, (_run, what) in COMMANDS.items()]
    return "\n".join(["usage: sunward COMMAND ...", "", *lines])


if __name__ == "__main__":
    main()
