"""The commands of `sunward` that need Django."""

import importlib
import os
from collections.abc import Sequence

import django


def run_command(name: str, arguments: Sequence[str]) -> int:
    """Start Django and run one command; the exit code is what the command returns."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunward.config.settings")
    from sunward.kernel import catalogues

    catalogues.compile_stale()
    django.setup()
    module = importlib.import_module(f"sunward.config.commands.{name.replace('-', '_')}_command")
    code: int = module.run(arguments)
    return code
