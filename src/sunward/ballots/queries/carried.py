"""What the opening of a poll said of its roll, for its result: whoever reads that has not always read the poll."""

from collections.abc import Iterator

from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.record import queries as record

OPENING = "ballots.open_vote"
# Said of a roll when a poll by it opened. That places may be of one person is looked at anew with the result.
OF_THE_ROLL = frozenset(
    {
        "roll_objections", "roll_struck_unborne", "roll_added_unborne", "roll_added_new", "roll_departures",
        "roll_ended_unsaid", "roll_entered_late", "roll_owners_unproved", "roll_flats_over", "roll_flats_shared",
        "roll_weights_off", "roll_back_by_claim", "roll_corrected_persons", "roll_renamed", "roll_vouched_by_kin",
        "roll_on_word",
        "roll_removals", "roll_doors_in_no_grid", "roll_doors_moved", "roll_of_the_dead", "roll_minors",
    }
)  # fmt: skip


def marks_carried(vote: str) -> Iterator[Finding]:
    """Each mark on the roll as it stands with the entry that opened the poll: what was mended or answered afterwards
    changed nothing in who could vote."""
    opened = Ref("vote", vote)
    entry = record.entry(record.origins([opened], OPENING).get(str(opened), ""))
    for mark in entry.findings if entry else ():
        if mark.rule in OF_THE_ROLL and not mark.ok:
            yield mark
