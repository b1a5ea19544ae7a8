"""A process that performs acts and sequences them until somebody kills it: `python -m tests.crash.busy CODE`.

What it prints has been acknowledged: an act's reference, after `perform` has returned. OFFICER says who acts.
"""

import os
import sys
from datetime import timedelta
from threading import Event, Thread


def start() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunward.config.settings")
    django.setup()


def live(code: str) -> None:
    from sunward.kernel.door import perform
    from sunward.kernel.refs import Ref, new_id
    from sunward.record import sequencer

    sequencer.LEASE = timedelta(seconds=1)  # the killed holder's lease runs out within the test
    Thread(target=sequencer.run_sequencer, args=(Event(), 0.005), daemon=True).start()
    while True:
        done = perform(
            "decisions.open_matter", by=os.environ["OFFICER"], post="residents_committee.deputy_director",
            subject=Ref("community", code), facts={"title": "车棚", "kind": "asset_lease"}, key=new_id(),
        )  # fmt: skip
        print(done.entry.ref, flush=True)


if __name__ == "__main__":
    start()
    live(sys.argv[1])
