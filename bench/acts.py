"""What an act costs: `.venv/bin/python -m bench.acts [TIMES]`.

CPU milliseconds of one act with its entry, journal row and leaf, how many statements it asks for, and how many
commits. Asserts nothing: figures are for reading.
"""

import sys
from collections.abc import Callable
from functools import partial

from bench import ground

CODE = ground.founded()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from sunward.kernel.refs import Ref  # noqa: E402
from tests.money import cases  # noqa: E402
from tests.stage import CLERK, DEPUTY, SUPERVISOR, here, holder  # noqa: E402

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 200


class Small:
    """The steps of small payments, each on a payment of its own."""

    def __init__(self, times: int) -> None:
        self.line = cases.adopt({"lighting": "300000000"})["lighting"]
        self.serial, self.hands = 0, {post: holder(CODE, post) for post in (CLERK, DEPUTY, SUPERVISOR)}
        self.waiting = [self.asked() for _ in range(times + 2)]
        self.medium = [self.asked("8000") for _ in range(times + 2)]

    def asked(self, amount: str = "1500") -> Ref:
        self.serial += 1
        facts = {"payee": f"店{self.serial}", "site": f"{self.serial}号", "amount": amount}
        return cases.ask(self.line, by=self.hands[CLERK], **facts)

    def signed(self) -> None:
        """One signature, and the release, order and drawing that follow from it."""
        cases.sign(self.waiting.pop(), by=self.hands[DEPUTY])

    def reviewed(self) -> None:
        by = self.hands[SUPERVISOR]
        cases.act("money.review_payment", SUPERVISOR, self.medium.pop(), by=by, outcome="passed")


def matter(by: str) -> None:
    cases.act("decisions.open_matter", DEPUTY, here(), by=by, title="车棚", kind="asset_lease")


def posted(by: str) -> None:
    cases.act("disclosure.publish", CLERK, here(), by=by, item="leases", title="出租")


def measure(name: str, work: Callable[[], object]) -> None:
    work()  # the first one reads the rule books
    with CaptureQueriesContext(connection) as asked:
        work()
    words = [query["sql"].split()[0] for query in asked]
    ground.say(f"{name}: CPU with its entry", ground.cpu_ms(work, TIMES), "ms")
    ground.say(f"{name}: statements", len(words), "")
    ground.say(f"{name}: commits", words.count("COMMIT"), "")


def main() -> None:
    with cases.on(cases.START):
        small = Small(TIMES)
        deputy, clerk = small.hands[DEPUTY], small.hands[CLERK]
        measure("open a matter", partial(matter, deputy))
        measure("publish", partial(posted, clerk))
        measure("review a payment", small.reviewed)
        measure("sign a small payment and release it (2 entries)", small.signed)
    ground.say_ground()


main()
