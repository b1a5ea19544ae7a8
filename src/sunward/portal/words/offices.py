"""Bodies, posts and terms of the register as an entry's facts name them: by what they are called there."""

from collections.abc import Callable, Mapping

from sunward.charter.wording import holder_name
from sunward.kernel.listed import listed
from sunward.kernel.ports import Entry
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.registry import queries as registry

ANY_POST = Text("{body}的任何岗位", "any post of {body}")


def _body(entry: Entry, kind: str) -> Text:
    """Its own name, whether or not it has a post yet."""
    known = registry.titles_in(entry.log).get(kind)
    return known or next((one.name for one in registry.bodies_of(entry.log) if one.kind == kind), holder_name(kind))


def _key(entry: Entry, key: str) -> Text:
    found = registry.titles_in(entry.log).get(f"{entry.public.get('body')}.{key}")
    return found or Text.of(key)


def _several(entry: Entry, said: str) -> Text:
    names = [_post(entry, one) for one in listed(said)]
    return Text("、".join(one.zh for one in names), ", ".join(one.en for one in names))


def _post(entry: Entry, pattern: str) -> Text:
    """A post with its body, or any post of a body."""
    body = _body(entry, body_of(pattern))
    if pattern.endswith(".*"):
        return ANY_POST.fill(body=body)
    title = registry.titles_in(entry.log).get(pattern)
    return Text(f"{body.zh}{title.zh}", f"{title.en}, {body.en}") if title else holder_name(pattern)


def _term(entry: Entry, number: str) -> Text:
    """Whose term in which post; officers' names are public."""
    found = registry.term(number)
    if found is None:
        return Text.of(number)
    name, body = registry.name_of(found.person), _body(entry, body_of(found.post))
    return Text(f"{body.zh}{found.title.zh} {name}", f"{name}, {found.title.en}, {body.en}")


OF_THE_REGISTER: Mapping[tuple[str, str], Callable[[Entry, str], Text]] = {
    ("elections.hand_over", "appointment"): _term,
    ("registry.create_body", "kind"): _body,
    ("registry.create_post", "body"): _body,
    ("registry.create_post", "incompatible_with"): _several,
    ("registry.create_post", "key"): _key,
}
