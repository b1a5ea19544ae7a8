"""kill -9 while acts are performed, fifty times: `.venv/bin/python -m bench.crash [ROUNDS]`.

The same story as `tests/crash/test_killed_while_acting.py`, with another chance each time. Prints what was
acknowledged and what of it was lost; exits 1 when anything was.
"""

import random
import shutil
import sys
from pathlib import Path

from bench import ground

CODE = ground.founded()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from tests.crash.conftest import Own  # noqa: E402
from tests.crash.killing import survive  # noqa: E402


def main(rounds: int) -> int:
    own = Own(CODE, ground.HOME / "own")
    own.keys.mkdir(parents=True)
    connection.close()
    shutil.copy(connection.settings_dict["NAME"], own.database)
    settings.SUNWARD_KEYS = Path(own.keys)
    seed = random.SystemRandom().randrange(10**6)
    left = survive(own, rounds, random.Random(seed))
    wrong = left.lost | left.acts_without_entry | left.entries_without_act | left.unlogged
    print(f"{rounds} kills, seed {seed}: {left.acknowledged} acts acknowledged, {len(left.lost)} lost, "
          f"{len(wrong)} half done; verify {left.verdict}")  # fmt: skip
    return 1 if wrong or left.verdict else 0


sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
