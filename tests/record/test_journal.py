"""Appending, and what pages read back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from sunward.kernel.clock import civil_day
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.record import queries
from sunward.record.journal import performed, refused_today
from sunward.record.models import Outbox
from sunward.record.sequencer import drain
from tests.record.paper import AT, an_entry, append

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_an_act_is_read_back_as_it_was(log: str) -> None:
    entry = an_entry(log)
    append(entry)
    found = queries.entry(entry.ref)
    assert found is not None
    assert (found.subject, found.by, found.findings, found.files) == (
        entry.subject,
        entry.by,
        entry.findings,
        entry.files,
    )
    assert (found.recorded_at, found.claimed_at, found.result) == (AT, AT, entry.result)
    assert found.public["amount"] == "4200.50"
    assert found.private == {}


def test_an_act_costs_three_statements(log: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as statements:
        append(an_entry(log))
    assert len(statements) == 3


def test_a_double_submit_finds_the_first_result(log: str) -> None:
    entry = an_entry(log)
    append(entry)
    assert entry.key is not None
    found = performed(log, entry.key)
    assert found is not None
    assert (found.ref, found.private) == (entry.ref, dict(entry.private))
    assert performed("elsewhere", entry.key) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        append(an_entry(log, key=entry.key))


def is_refused(entry: Entry, on: date, served: str | None = None) -> bool:
    return refused_today(entry.by, entry.act, entry.subject, on, served)


def test_a_refusal_is_recorded_once_a_day(log: str) -> None:
    refusal = an_entry(log, kind="refusal", key=None, on_behalf_of=None)
    assert not is_refused(refusal, civil_day(AT))
    append(refusal)
    assert is_refused(refusal, civil_day(AT))
    with pytest.raises(IntegrityError), transaction.atomic():
        append(an_entry(log, kind="refusal", key=None, on_behalf_of=None))
    append(an_entry(log, kind="refusal", key=None, on_behalf_of=None, recorded_at=AT + timedelta(days=1)))


def test_a_refusal_is_recorded_once_a_day_for_everybody_served(log: str) -> None:
    for served in ("person:first", "person:second", None):
        refusal = an_entry(log, kind="refusal", key=None, on_behalf_of=served)
        assert not is_refused(refusal, civil_day(AT), served)
        append(refusal)
        assert is_refused(refusal, civil_day(AT), served)
        with pytest.raises(IntegrityError), transaction.atomic():
            append(an_entry(log, kind="refusal", key=None, on_behalf_of=served))


def test_the_civil_day_of_a_refusal_is_the_communitys(log: str) -> None:
    late = AT.replace(hour=16, minute=30)  # half past midnight in Shanghai
    refusal = an_entry(log, kind="refusal", subject=Ref("payment", log), recorded_at=late, on_behalf_of=None)
    append(refusal)
    assert is_refused(refusal, AT.date() + timedelta(days=1))
    assert not is_refused(refusal, AT.date())


def test_the_journal_pages_by_key_newest_first(log: str) -> None:
    written = [an_entry(log, subject=Ref("matter", log)) for _ in range(5)]
    for entry in written:
        append(entry)
    newest_first = [entry.ref for entry in reversed(written)]
    first = queries.journal(log, limit=2)
    rest = queries.journal(log, before=first[-1].ref)
    assert [entry.ref for entry in [*first, *rest]] == newest_first
    assert [entry.ref for entry in queries.journal_of(Ref("matter", log), limit=9)] == newest_first


def test_a_page_of_the_journal_is_one_query(log: str) -> None:
    append(an_entry(log))
    with CaptureQueriesContext(connection) as statements:
        queries.journal(log, before="nothing")
    assert len(statements) == 1


def test_what_waits_is_said_and_not_called_proved(log: str) -> None:
    entry = an_entry(log)
    append(entry)
    assert queries.state(log) == queries.LogState(0, 0, None, None, 1, "", "", AT)
    assert not queries.is_witnessed(entry.ref)
    assert queries.proof_of(entry.ref) is None
    drain(log)
    state = queries.state(log)
    assert (state.size, state.signed_size, state.waiting) == (1, 1, 0)
    assert queries.is_witnessed(entry.ref)
    assert queries.witnessed([entry.ref, "unknown"]) == {entry.ref}


def test_an_act_that_is_rolled_back_leaves_nothing(log: str) -> None:
    with transaction.atomic():
        append(an_entry(log))
        transaction.set_rollback(True)
    assert not Outbox.objects.filter(log=log).exists()
    assert queries.journal(log) == []
