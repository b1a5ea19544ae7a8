"""`sunward demo [--port 8000] [--no-serve]`: the living sample community, rebuilt when older than a day."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

from django.conf import settings

from sunward.config import listening
from sunward.config.command import UNUSABLE
from sunward.demo import build

HOST = "127.0.0.1"


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="sunward demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-serve", action="store_true", help="stop when the demo is ready")
    options = parser.parse_args(arguments)
    if not options.no_serve and (wrong := listening.trouble(HOST, options.port)):
        print(f"demo: {wrong}", file=sys.stderr)
        return UNUSABLE
    demo = build.places(settings.VAR)
    if not build.is_fresh(demo):
        print("Telling fourteen months of three communities ...", flush=True)
        try:
            build.build(settings.VAR)
        except subprocess.CalledProcessError:
            print("The demo could not be built; the messages above say why.", file=sys.stderr)
            return 1
    print(f"DATABASE_URL=sqlite:///{demo.database}", flush=True)
    return 0 if options.no_serve else _serve(demo, options.port)


def _serve(demo: build.Places, port: int) -> int:
    """Serve the demo in place of this process, so that a signal reaches the server."""
    command = [sys.executable, "-m", "sunward", "serve", "--host", HOST, "--port", str(port)]
    os.execve(sys.executable, command, demo.environment())  # noqa: S606 - ourselves, no shell
