"""`python -m sunward.demo`: tell the story into the database named by DATABASE_URL."""

import os
import sys

import django

from sunward.kernel import catalogues

MOST_ACTS = 4000


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunward.config.settings")
    catalogues.compile_stale()
    django.setup()
    from sunward.demo.telling import tell_here  # noqa: PLC0415 - models only after Django has been set up

    acts = tell_here()
    print(f"{acts} acts told.")
    return 0 if acts <= MOST_ACTS else 1


if __name__ == "__main__":
    sys.exit(main())
