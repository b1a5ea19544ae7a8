"""The command line: `sunward <command>`."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TextIO

Command = Callable[[Sequence[str]], int]


def _judge(arguments: Sequence[str]) -> int:
    from sunward.charter.engine.command import main_judge
    from sunward.registry.calendar import add_working_days

    return main_judge(arguments, add_working_days)


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


CANNOT_PRINT = 74  # EX_IOERR of sysexits.h: no command answers with it
LOST = "The answer could not be written; send it elsewhere"


class Answer:
    """Standard output. A command whose words nobody takes does its work to the end; whether they were lost is kept."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.lost = False

    def write(self, text: str) -> int:
        try:
            self._stream.write(text)
        except OSError as trouble:
            self._lose(trouble)
        return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as trouble:
            self._lose(trouble)

    def _lose(self, trouble: OSError) -> None:
        # What waits in the buffer goes nowhere, or Python would try once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
        # A reader such as `head` may stop listening; the exit code still says what was found.
        if not isinstance(trouble, BrokenPipeError):
            self.lost = True
            with suppress(OSError):  # nobody may be listening there either: the exit code says it
                print(f"结果无法写出，请换一个地方输出。{LOST}: {trouble.strerror}.", file=sys.stderr, flush=True)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def main() -> None:
    """Find the command and run it; the exit code is the command's, if what it said could be written."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunward.config.settings")
    if sys.stdout is None:  # closed by whoever started us: they want the exit code alone
        sys.exit(_run(*(sys.argv[1:] or ["help"])))
    answer = Answer(sys.stdout)
    sys.stdout = answer
    code = _run(*(sys.argv[1:] or ["help"]))
    answer.flush()
    sys.exit(CANNOT_PRINT if answer.lost else code)


def _run(name: str, *arguments: str) -> int | str | None:
    asked = name in {"help", "-h", "--help"}
    try:
        if name in COMMANDS:
            return COMMANDS[name][0](arguments)
        print(_usage(), file=sys.stdout if asked else sys.stderr)
    except SystemExit as ended:  # argparse, after its own words
        return ended.code
    return 0 if asked else 2


def _usage() -> str:
    lines = [f"  {name:<9} {what}" for name, (_run, what) in COMMANDS.items()]
    return "\n".join(["usage: sunward COMMAND ...", "", *lines])


if __name__ == "__main__":
    main()
