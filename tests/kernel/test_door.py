"""The one door: who gets through, who does not, and every other way in that somebody might try."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client

from sunward.charter.models import Adoption, Hold
from sunward.kernel.acts import Refused, Unknown
from sunward.kernel.available import available
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import OutsideTheDoor
from sunward.kernel.ports import Ports, bind, bound
from sunward.kernel.refs import Ref, new_id
from sunward.record import queries as record
from sunward.record.models import Journal
from sunward.registry.models import Appointment, Area, Community
from tests import stage

HOLD = {"subject": "community:xiangyang", "reason": "发票与合同不符，请先说明。"}


def place_hold(post: str = stage.SUPERVISOR, **options: object) -> object:
    return stage.act("charter.place_hold", post, stage.here(), **{**HOLD, **options})  # type: ignore[arg-type]


def test_an_act_that_the_charter_grants_is_written_and_recorded(community: str) -> None:
    before = len(record.journal(community))
    done = place_hold()
    hold = Hold.objects.get()
    assert done.result == Ref("hold", hold.number)  # type: ignore[attr-defined]
    newest = record.journal(community)[0]
    assert (len(record.journal(community)), newest.act) == (before + 1, "charter.place_hold")
    assert newest.power, "the entry names the power under which it was done"


def test_somebody_without_the_post_is_refused_and_the_refusal_stands_in_the_record(community: str) -> None:
    stranger = "person:nobody"
    for _attempt in range(3):
        with pytest.raises(Refused) as caught:
            perform(
                "charter.place_hold", by=stranger, post=stage.SUPERVISOR, subject=stage.here(), facts=HOLD, key=new_id()
            )
    assert [finding.rule for finding in caught.value.findings] == ["post"]
    refusals = [entry for entry in record.journal(community) if entry.kind == "refusal"]
    assert len(refusals) == 1, "once per actor, act, subject and day"
    assert not Hold.objects.exists()


def test_an_act_that_no_power_grants_to_the_post_cannot_be_performed(community: str) -> None:
    with pytest.raises(Refused) as caught:
        place_hold(post=stage.CLERK)
    assert [finding.rule for finding in caught.value.findings] == ["power"]


def test_a_double_submit_returns_the_first_result(community: str) -> None:
    given = {
        "by": stage.holder(community, stage.SUPERVISOR),
        "post": stage.SUPERVISOR,
        "subject": stage.here(),
        "facts": HOLD,
    }
    first = perform("charter.place_hold", key="one form", **given)  # type: ignore[arg-type]
    second = perform("charter.place_hold", key="one form", **given)  # type: ignore[arg-type]
    assert (second.repeated, second.result) == (True, first.result)
    assert Hold.objects.count() == 1


def test_a_form_token_belongs_to_one_actor_and_one_act(community: str) -> None:
    """Whoever learns another's token neither reads the result nor has an act taken for it."""
    place_hold()
    first = record.journal(community)[0]
    assert first.key
    before = len(record.journal(community))
    mine = {"post": stage.SUPERVISOR, "subject": stage.here(), "key": first.key}
    with pytest.raises(FactsError, match="key"):
        perform("charter.place_hold", by=stage.holder(community, stage.CLERK), facts=HOLD, **mine)  # type: ignore[arg-type]
    with pytest.raises(FactsError, match="key"):
        perform("duties.report_done", by=first.by, facts={"duty": "any"}, **mine)  # type: ignore[arg-type]
    assert len(record.journal(community)) == before


@pytest.mark.parametrize("wrong", [{"by": ""}, {"post": ""}, {"post": "x" * 201}, {"key": "\0"}, {"key": "k" * 101}])
def test_a_call_by_nobody_or_with_nonsense_leaves_no_trace(community: str, wrong: dict[str, str]) -> None:
    before = len(record.journal(community))
    given = {"by": "person:nobody", "post": stage.SUPERVISOR, "key": "k", **wrong}
    with pytest.raises(FactsError, match=next(iter(wrong))):
        perform("charter.place_hold", subject=stage.here(), facts=HOLD, **given)  # type: ignore[arg-type]
    assert len(record.journal(community)) == before


def test_two_submits_of_one_form_at_the_same_moment_count_once(committed: str) -> None:
    given = {
        "by": stage.holder(committed, stage.SUPERVISOR),
        "post": stage.SUPERVISOR,
        "subject": stage.here(committed),
    }
    facts = {"subject": f"community:{committed}", "reason": "同一张表提交两次"}
    results = []

    def submit() -> None:
        results.append(perform("charter.place_hold", key="one form", facts=facts, **given))  # type: ignore[arg-type]
        connections.close_all()

    threads = [threading.Thread(target=submit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({done.result for done in results}) == 1
    assert sorted(done.repeated for done in results) == [False, True, True, True]


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("name", "post", "facts", "kinds"),
    [
        ("decisions.open_matter", stage.DEPUTY, {"title": "车棚", "kind": "asset_lease"}, ["effect", "effect"]),
        ("charter.place_hold", stage.SUPERVISOR, HOLD, ["effect", "refusal"]),
    ],
)
def test_who_waits_for_the_lock_is_recorded_after_whom_they_waited_for(
    committed: str, name: str, post: str, facts: dict[str, str], kinds: list[str]
) -> None:
    """The second knocks while the first is under way: the times in the record say in which order it happened."""
    by, knocks = stage.holder(committed, post), threading.Event()
    given = {key: value.replace(stage.CODE, committed) for key, value in facts.items()}

    def act() -> None:
        with suppress(Refused):
            stage.act(name, post, stage.here(committed), code=committed, by=by, **given)

    def second() -> None:
        knocks.set()
        act()
        connections.close_all()

    waiting = threading.Thread(target=second)
    with transaction.atomic():
        Community.objects.select_for_update().get(code=committed)
        waiting.start()
        knocks.wait()
        time.sleep(0.3)  # it stands before the lock, which cannot be had until the first is done
        act()
    waiting.join()
    rows = list(Journal.objects.filter(log=committed, act=name).order_by("id"))
    assert [row.kind for row in rows] == kinds
    assert rows[0].recorded_at < rows[1].recorded_at


def test_a_hold_takes_two_people_and_then_stops_effects(community: str) -> None:
    hold = place_hold().result  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="两"):
        stage.act("charter.second_hold", stage.SUPERVISOR, hold)
    stage.act("charter.second_hold", stage.SUPERVISION_MEMBER, hold)
    with pytest.raises(Refused) as caught:
        place_hold()
    assert "hold" in {finding.rule for finding in caught.value.findings}


def test_what_can_be_done_next_says_why_not_yet(community: str) -> None:
    hold = place_hold().result  # type: ignore[attr-defined]
    options = {
        option.act.name: option for option in available(stage.holder(community, stage.SUPERVISOR), hold, community)
    }
    assert options["charter.lift_hold"].open
    assert [finding.rule for finding in options["charter.second_hold"].blocked_by] == ["two_people"]


def test_an_unknown_act_or_subject_is_said_to_be_unknown(community: str) -> None:
    with pytest.raises(Unknown):
        perform("charter.skip", by="person:x", post="anyone", subject=stage.here(), key="k")
    with pytest.raises(Unknown):
        perform(
            "charter.lift_hold",
            by="person:x",
            post="anyone",
            subject=Ref("hold", "none"),
            facts={"because": "x"},
            key="k",
        )


# Every other way in


def test_queryset_update_is_refused(community: str) -> None:
    with pytest.raises(OutsideTheDoor):
        Appointment.objects.update(until_day=None)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Community.objects.get().save(),
        lambda: Adoption.objects.first().delete(),  # type: ignore[union-attr]
        lambda: Hold.objects.bulk_create([Hold(number="x", community_code="xiangyang")]),
        lambda: Hold.objects.get_or_create(number="x"),
    ],
)
def test_create_save_and_delete_are_refused(community: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(OutsideTheDoor):
        attempt()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE registry_appointment SET until_day = NULL",
        "DELETE FROM charter_adoption",
        "INSERT INTO charter_hold (number) VALUES ('x')",
        "DROP TABLE charter_hold",
    ],
)
def test_raw_sql_through_the_applications_connection_is_refused(community: str, sql: str) -> None:
    with pytest.raises(OutsideTheDoor), connection.cursor() as cursor:
        cursor.execute(sql)


def test_management_commands_are_refused(community: str) -> None:
    with pytest.raises(CommandError) as flush:
        call_command("flush", interactive=False, verbosity=0)
    # The tables come in no fixed order: the first one is refused by the guard, or by the record's own triggers.
    assert isinstance(flush.value.__cause__, OutsideTheDoor | DatabaseError)
    assert Area.objects.exists()
    assert Journal.objects.exists()
    with pytest.raises(CommandError):
        call_command("migrate", "charter", "zero", interactive=False, verbosity=0)


def test_there_is_no_admin_and_no_superuser(community: str) -> None:
    assert "createsuperuser" not in {name for name, app in get_commands().items() if app.startswith("sunward")}
    assert Client().get("/admin/").status_code == 404
    assert Client().get("/zh/admin/").status_code == 404


def test_a_port_that_is_not_bound_opens_nothing(community: str) -> None:
    ports = bound()
    try:
        bind(Ports(**dict.fromkeys(Ports.__slots__)))  # type: ignore[arg-type, attr-defined]
        with pytest.raises(TypeError):
            place_hold(by="person:x")
    finally:
        bind(ports)
