"""The whole story: which threads are played, in which community, with which habits."""

from datetime import date, datetime, timedelta

from sunward.demo.episodes import (
    cram,
    founding,
    hold,
    kin,
    land,
    lighting,
    outside,
    parking,
    petitions,
    pipe,
    renewal,
    residents,
    rooms,
    routine,
    second_call,
    tonight,
)
from sunward.demo.episodes.routine import Books, Habits
from sunward.demo.script import Community, Script
from sunward.kernel import clock

CODES = ("xiangyang", "heping", "guangming")


def tell(now: datetime) -> Script:
    """Play the fourteen months up to `now`; the script tells how many acts it took."""
    script = Script(now)
    communities = {code: Community(script, code) for code in CODES}
    founding.schedule(script, communities)
    _xiangyang(script, communities["xiangyang"])
    routine.schedule(script, communities["heping"], Habits(delegates=35, size=50, small=2), Books())
    quiet = cram.quiet_months(script)
    routine.schedule(script, communities["guangming"], Habits(delegates=41, size=50, silent=quiet), Books())
    cram.schedule(script, communities["guangming"])
    script.play()
    return script


def _xiangyang(script: Script, community: Community) -> None:
    books = Books()
    today = clock.civil_day(script.now)
    last = quarter_end_before(today)
    habits = Habits(delegates=57, accounts_late={last: 8}, no_vouchers=frozenset({last}),
                    met_elsewhere=frozenset({last}))  # fmt: skip
    for thread in (kin, lighting, pipe, residents, rooms, renewal, land, parking, hold, tonight, petitions):
        thread.schedule(script, community)
    second_call.schedule(script, community, last)
    outside.schedule(script, community, books)
    routine.schedule(script, community, habits, books)


def quarter_end_before(today: date) -> date:
    """The last day of the newest quarter that is over."""
    return today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1) - timedelta(days=1)
