"""Somebody from outside, with a browser and patience."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from sunward.charter.models import Hold
from sunward.decisions.models import Matter
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from tests import stage
from tests.money.cases import START, act, ask, on
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISOR, here, holder

MATTER = {"title": "车棚", "kind": "asset_lease"}
OPEN = f"/zh/c/{CODE}/do/decisions.open_matter/community:{CODE}/"
API = f"/api/c/{CODE}/acts/decisions.open_matter"


def signed_in(person: str, **options: Any) -> Client:
    user = get_user_model().objects.create_user(username=person, person=person)  # type: ignore[attr-defined]
    client = Client(**options)
    client.force_login(user)
    return client


@pytest.fixture
def nothing_written(line: Ref) -> Iterator[None]:
    """Whatever the test does: no act is written (a refusal may be)."""
    before = Journal.objects.exclude(kind="refusal").count()
    yield
    assert Journal.objects.exclude(kind="refusal").count() == before


def test_the_way_in_is_there_for_whoever_may(line: Ref) -> None:
    """So that the refusals below mean something."""
    answer = signed_in(holder(CODE, DEPUTY)).post(OPEN, MATTER)
    assert answer.status_code == 302
    assert Matter.objects.filter(title="车棚").count() == 1
    body = {"subject": str(here()), "post": DEPUTY, "facts": MATTER}
    answer = signed_in(holder(CODE, CLERK)).post(API, json.dumps(body | {"post": CLERK}), "application/json")
    assert answer.status_code == 200


@pytest.mark.usefixtures("nothing_written")
class TestOutside:
    def test_without_signing_in_one_is_asked_to(self) -> None:
        answer = Client().post(OPEN, MATTER)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/zh/accounts/login/")

    def test_the_api_wants_a_sign_in_too(self) -> None:
        body = {"subject": str(here()), "post": DEPUTY, "facts": MATTER}
        assert Client().post(API, json.dumps(body), "application/json").status_code == 401

    def test_a_form_from_another_site_is_refused(self) -> None:
        client = signed_in(holder(CODE, DEPUTY), enforce_csrf_checks=True)
        assert client.post(OPEN, MATTER).status_code == 403
        body = {"subject": str(here()), "post": DEPUTY, "facts": MATTER}
        assert client.post(API, json.dumps(body), "application/json").status_code == 403

    def test_a_sign_in_without_a_person_is_nobody(self) -> None:
        assert signed_in("").post(OPEN, MATTER).status_code in {302, 403}

    def test_a_post_that_one_does_not_hold_cannot_be_named(self) -> None:
        liu = signed_in("person:liu")
        forged = {"post": DEPUTY, "by": holder(CODE, DEPUTY), "demo_part": holder(CODE, DEPUTY)}
        assert liu.post(OPEN, MATTER | forged).status_code == 409
        body = {"subject": str(here()), "post": DEPUTY, "facts": MATTER}
        answer = liu.post(API, json.dumps(body), "application/json")
        assert answer.status_code == 409
        assert [found["rule"] for found in answer.json()["findings"] if not found["ok"]] == ["post"]

    def test_the_demos_costumes_do_not_hang_here(self) -> None:
        client = Client()
        client.post(f"/zh/c/{CODE}/demo/", {"part": "secretary"})
        assert client.post(OPEN, MATTER).status_code == 302, "still asked to sign in"

    def test_an_act_that_nobody_is_granted_stays_closed(self, line: Ref) -> None:
        client = signed_in(holder(CODE, DEPUTY))
        with on(START):
            answer = client.post(f"/zh/c/{CODE}/do/registry.found/community:{CODE}/", {"plan": "{}"})
        assert answer.status_code in {404, 409, 422}


@pytest.fixture
def neighbour(community: str) -> str:
    """Another community of the same street, with officers of its own."""
    stage.found("heping")
    return "heping"


class TestNeighbours:
    def test_a_subject_of_one_community_is_not_found_under_another(self, line: Ref, neighbour: str) -> None:
        payment = ask(line, amount="8000")
        supervisor = signed_in(holder(CODE, SUPERVISOR))
        path = f"/zh/c/{neighbour}/do/money.review_payment/{payment}/"
        assert supervisor.post(path, {"outcome": "passed"}).status_code == 404
        body = {"subject": str(payment), "post": SUPERVISOR, "facts": {"outcome": "passed"}}
        api = f"/api/c/{neighbour}/acts/money.review_payment"
        assert supervisor.post(api, json.dumps(body), "application/json").status_code == 404
        for page in ("money", "matters", "publications"):
            number = payment.id if page == "money" else "XY-2026-001"
            assert Client().get(f"/zh/c/{neighbour}/{page}/{number}/").status_code == 404

    def test_the_officers_of_one_hold_nothing_in_the_other(self, neighbour: str) -> None:
        zhou = signed_in(holder(CODE, SUPERVISOR))
        facts = {"subject": f"community:{neighbour}", "reason": "停"}
        answer = zhou.post(f"/zh/c/{neighbour}/do/charter.place_hold/community:{neighbour}/", facts)
        assert answer.status_code == 409
        assert not Hold.objects.exists()

    def test_a_hold_does_not_reach_over_the_fence(self, line: Ref, neighbour: str) -> None:
        payment = ask(line, amount="8000")
        zhou = signed_in(holder(neighbour, SUPERVISOR))
        facts = {"subject": str(payment), "reason": "停"}
        answer = zhou.post(f"/zh/c/{neighbour}/do/charter.place_hold/community:{neighbour}/", facts)
        assert answer.status_code == 422
        assert not Hold.objects.exists()


@pytest.mark.parametrize(
    "subject", ["community:nowhere", "community", "matter:XY-2026-999", "community:xiangyang'--", "x:" + "y" * 300]
)
def test_an_address_made_up_is_not_found(community: str, subject: str) -> None:
    client = signed_in(holder(CODE, DEPUTY))
    assert client.get(f"/zh/c/{CODE}/do/decisions.open_matter/{subject}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "post", "facts"),
    [
        ("charter.place_hold", SUPERVISOR, {"subject": "nonsense", "reason": "x"}),
        ("charter.place_hold", SUPERVISOR, {"subject": "payment:XY-P-2026-999", "reason": "x"}),
        ("charter.adopt", DIRECTOR, {"pack": "no-such-book", "in_force_from": "2026-03-02", "adopted_by": "x"}),
        ("charter.adopt", DIRECTOR, {"pack": "../../etc", "in_force_from": "2026-03-02", "adopted_by": "x"}),
        ("money.adopt_budget", CLERK, {"year": "2026", "decision": "XY-R-2026-999", "lines": "[]"}),
        ("money.record_income", CLERK, {"kind": "rent", "amount": "1e99", "received_on": "2026-03-02"}),
        ("registry.appoint", CLERK, {"post": "x", "person": "person:nobody"}),
        ("registry.register_person", CLERK, {"name": "x" * 10_000}),
        ("disclosure.publish", CLERK, {"item": "leases", "title": "x", "about": "nothing"}),
        ("decisions.open_matter", DEPUTY, {"title": "x", "kind": "asset_lease", "amount": "-1"}),
    ],
)
def test_nonsense_in_a_form_gets_a_message_and_no_fault_of_ours(
    line: Ref, name: str, post: str, facts: dict[str, str]
) -> None:
    client = signed_in(holder(CODE, post))
    answer = client.post(f"/zh/c/{CODE}/do/{name}/community:{CODE}/", facts)
    assert answer.status_code in {409, 422}


def test_a_list_where_the_program_was_asked_for_an_object_is_told(line: Ref) -> None:
    facts = {"item": "leases", "title": "x", "rows": [1]}
    body = json.dumps({"subject": str(here()), "post": CLERK, "facts": facts})
    path = f"/api/c/{CODE}/acts/disclosure.publish"
    answer = signed_in(holder(CODE, CLERK)).post(path, body, "application/json")
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["rows"])


def test_what_is_written_into_a_form_is_shown_as_written(community: str) -> None:
    bad = "<script>alert(1)</script>"
    found = act("decisions.open_matter", DEPUTY, here(), title=bad, kind="asset_lease").result
    assert found
    for path in ("", "matters/", f"matters/{found.id}/"):
        assert bad not in Client().get(f"/zh/c/{CODE}/{path}").content.decode()
