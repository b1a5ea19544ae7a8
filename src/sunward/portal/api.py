"""The API: the same reads as the pages, the same door for acts. Its OpenAPI description stands at `/api/`."""

import dataclasses
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError
from ninja.security import SessionAuth

from sunward.kernel.acts import Refused, Unknown, act_named, all_acts
from sunward.kernel.claims import claimed_moment
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError, form_for, how_asked
from sunward.kernel.refs import Ref, new_id
from sunward.portal import opendata
from sunward.portal.reader import person_of
from sunward.registry import queries as registry


class SignedIn(SessionAuth):
    """The sign-in of the pages, with its protection against forged requests."""

    def authenticate(self, request: HttpRequest, key: str | None) -> str | None:  # noqa: ARG002
        return person_of(request)


api = NinjaAPI(title="Sunward", version="1", urls_namespace="api", docs_url=None, openapi_url="/")


class Performance(Schema):
    """An act to be performed: who acts is the sign-in; `post` says in which post or capacity; `on_behalf_of` for whom
    it is entered at the desk; `claimed_at` on which day a report says that it happened, if not today."""

    subject: str
    post: str
    facts: dict[str, Any] = {}
    key: str | None = None
    on_behalf_of: str | None = None
    claimed_at: str | None = None


class Receipt(Schema):
    """Where the act stands in the record."""

    ref: str
    result: str | None
    repeated: bool


@api.get("/acts", summary="Every act: its name, kind, subject, and the facts that it asks for")
def acts(request: HttpRequest) -> list[dict[str, Any]]:  # noqa: ARG001
    return [described(act.name) for act in all_acts()]


def described(name: str) -> dict[str, Any]:
    """An act as a program needs to know it."""
    act = act_named(name)
    form = form_for(act.facts_type)()
    return {
        "name": act.name, "kind": act.kind, "subject": act.subject_type, "title": act.title.as_dict(),
        "facts": [
            {
                "name": field.name, "question": how_asked(field).question.as_dict(),
                "required": form.fields[field.name].required, "kind": type(form.fields[field.name]).__name__,
            }
            for field in dataclasses.fields(act.facts_type)
        ],
    }  # fmt: skip


@api.post("/c/{code}/acts/{name}", auth=SignedIn(), response={200: Receipt}, summary="Perform an act")
def perform_act(request: HttpRequest, code: str, name: str, asked: Performance) -> Receipt:
    """The same door as for the pages: refused acts answer 409 with the findings, unusable facts 422."""
    subject = _subject(asked.subject)
    try:
        act = act_named(name)
        if act.community_of(act.find(subject)) != code:
            raise Unknown(f"{subject} does not belong to {code}.")
        done = perform(
            act, by=person_of(request) or "", post=asked.post, subject=subject, facts=asked.facts,
            key=asked.key or new_id(), on_behalf_of=asked.on_behalf_of,
            claimed_at=claimed_moment(act, asked.claimed_at),
        )  # fmt: skip
    except Unknown as unknown:
        raise HttpError(404, str(unknown)) from unknown
    return Receipt(ref=done.entry.ref, result=str(done.result) if done.result else None, repeated=done.repeated)


def _subject(text: str) -> Ref:
    try:
        return Ref.parse(text)
    except ValueError as unusable:
        raise HttpError(422, str(unusable)) from unusable


ACCEPTED = "Accepted: one JSON object in UTF-8 with subject, post and facts, as /api/ describes it."


@api.exception_handler(HttpError)
def mistaken(request: HttpRequest, problem: HttpError) -> HttpResponse:
    """What was wrong with the question; of a body that is no JSON, the place as well."""
    said, cause = str(problem), problem.__cause__
    if isinstance(cause, json.JSONDecodeError):
        said = f"{said}: line {cause.lineno}, column {cause.colno}: {cause.msg}. {ACCEPTED}"
    elif isinstance(cause, UnicodeDecodeError):
        said = f"{said}: byte {cause.start + 1} is no UTF-8. {ACCEPTED}"
    return api.create_response(request, {"detail": said}, status=problem.status_code)


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The door stayed closed: every finding, as the page would show it."""
    return api.create_response(
        request, {"refused": refusal.act.name, "findings": [found.as_dict() for found in refusal.findings]}, status=409
    )


@api.exception_handler(FactsError)
def unusable(request: HttpRequest, problem: FactsError) -> HttpResponse:
    """Per field, what is wrong and what is accepted."""
    return api.create_response(request, {"errors": problem.errors}, status=422)


@api.get("/c/{code}/{name}", summary=f"A public list: {', '.join(opendata.LISTS)}")
def listed(request: HttpRequest, code: str, name: str, before: str | None = None) -> dict[str, Any]:  # noqa: ARG001
    """At most a thousand rows, newest first; `before` is the `key` of the last row already read."""
    if name not in opendata.LISTS:
        raise HttpError(404, f"There is no list {name}; there are: {', '.join(opendata.LISTS)}.")
    try:
        registry.community(code)
    except Unknown as unknown:
        raise HttpError(404, str(unknown)) from unknown
    return {"rows": opendata.rows(name, code, before)}
