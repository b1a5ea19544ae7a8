"""`sunward sign-in NAME person:ID`: hand out a sign-in, or a new first password for one, at the desk.

Nobody signs up alone: a sign-in belongs to somebody in the register. The first password is shown once; whoever
receives it changes it and adds a passkey or a second factor.
"""

import argparse
import secrets
import sys
from collections.abc import Sequence

from sunward.accounts.models import User
from sunward.kernel.refs import ALPHABET
from sunward.registry import queries as registry

PASSWORD_LENGTH = 16  # letters of 5 bits each: 80 bits


def run(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="sunward sign-in", description=__doc__)
    parser.add_argument("name", help="what the person types to sign in")
    parser.add_argument("person", help="person:ID, as the register shows it")
    options = parser.parse_args(arguments)
    if not options.person.startswith("person:") or not registry.person_exists(options.person):
        print(f"{options.person} is not in the register. Write person:ID, as in the address of their page.",
              file=sys.stderr)  # fmt: skip
        return 2
    if User.objects.filter(username=options.name).exclude(person=options.person).exists():
        print(f"“{options.name}” belongs to somebody else. Choose another name.", file=sys.stderr)
        return 1
    print(hand_out(options.name, options.person))
    return 0


def hand_out(name: str, person: str) -> str:
    """Make the sign-in, or give it a new password; the password is returned once and kept nowhere in the clear."""
    password = "".join(secrets.choice(ALPHABET) for _ in range(PASSWORD_LENGTH))
    user, _new = User.objects.get_or_create(username=name, defaults={"person": person})
    user.set_password(password)
    user.save(update_fields=["password"])
    return password
