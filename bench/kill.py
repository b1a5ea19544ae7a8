"""kill -9 fifty times: `.venv/bin/python -m bench.kill [ROUNDS]`. Prints what was acknowledged and what of it was lost.

The same story as `tests/record/test_killed.py`, with another chance each time.
"""

import random
import sys
import tempfile
from pathlib import Path

from tests.record.test_killed import survive


def main(rounds: int) -> int:
    seed = random.SystemRandom().randrange(10**6)
    with tempfile.TemporaryDirectory() as home:
        found = survive(Path(home), rounds, random.Random(seed))
    print(f"{rounds} kills, seed {seed}: {found.acknowledged} acts acknowledged, {len(found.lost)} lost")
    return 1 if found.lost or found.verdict else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
