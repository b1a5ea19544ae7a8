"""What a JSON Schema refuses, said so that the person who wrote the file can mend it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jsonschema.exceptions import ValidationError

from sunward.charter.engine.vocabulary import BASES, CLASSES

_KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "nothing",
    "object": "keys with values",
    "string": "a text",
}
_FORMS = {
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "a day such as 2025-05-01",
    "^[0-9]+ (working )?days?$": "a time such as 10 days, 5 working days",
    "^[0-9]+(\\.[0-9]{1,2})? yuan$": "an amount such as 5000 yuan",
    "^[1-9][0-9]*/[1-9][0-9]*$": "a share such as 2/3, or a whole number of persons",
    "^[a-z][a-z0-9_]*$": "a key of small letters, digits and _",
    "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?$": "a body, a post as body.post, or a capacity",
    f"^({'|'.join(CLASSES)})( ({'|'.join(BASES)}))?$": (
        f"a class ({', '.join(CLASSES)}), and if need be a base ({', '.join(BASES)})"
    ),
}


def innermost(error: ValidationError) -> ValidationError:
    """Of alternatives the one that was probably meant, down to the place where it breaks."""
    while error.context and not _choices(error):
        error = _likeliest(error.context)
    return error


def explain(error: ValidationError) -> str:
    """What is wrong there and what is accepted, in one line."""
    say = _SAYINGS.get(str(error.validator), _plain)
    return say(error)


def _likeliest(complaints: Sequence[ValidationError]) -> ValidationError:
    branches: dict[object, list[ValidationError]] = {}
    for complaint in complaints:
        branches.setdefault(complaint.schema_path[0], []).append(complaint)
    meant = min(branches.values(), key=_strangeness)
    return min(meant, key=lambda one: one.validator != "additionalProperties")


def _strangeness(complaints: Sequence[ValidationError]) -> tuple[bool, int, int]:
    """Another kind of value is strangest, then keys unknown to the alternative, then anything else."""
    unknown = sum(len(unknown_keys(one)) for one in complaints)
    return any(one.validator == "type" and not one.path for one in complaints), unknown, len(complaints)


def unknown_keys(error: ValidationError) -> list[str]:
    """Keys that this place does not know, if that is the complaint."""
    if error.validator != "additionalProperties":
        return []
    known = _mapping(error.schema).get("properties", {})
    return [str(key) for key in _mapping(error.instance) if key not in known]


def _asked(error: ValidationError) -> Any:
    """What the schema says under the keyword that failed."""
    return error.validator_value


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _choices(error: ValidationError) -> list[str]:
    """The keys of which exactly one is asked for, such as at_least and more_than."""
    branches = _asked(error) if error.validator == "oneOf" else []
    return [key for branch in branches if set(branch) == {"required"} for key in branch["required"]]


def _extra(error: ValidationError) -> str:
    known = ", ".join(_mapping(error.schema).get("properties", {}))
    return f"unknown key {', '.join(map(repr, unknown_keys(error)))}; accepted: {known or 'none'}"


def _required(error: ValidationError) -> str:
    missing = [key for key in _asked(error) if key not in _mapping(error.instance)]
    return f"{', '.join(map(repr, missing))} is missing; needed: {', '.join(_asked(error))}"


def _type(error: ValidationError) -> str:
    wanted = _asked(error) if isinstance(_asked(error), list) else [_asked(error)]
    form = _FORMS.get(_mapping(error.schema).get("pattern", ""))
    return _not(error, form or " or ".join(_KINDS.get(kind, kind) for kind in wanted))


def _enum(error: ValidationError) -> str:
    return _not(error, ", ".join(map(str, _asked(error))))


def _pattern(error: ValidationError) -> str:
    return _not(error, _FORMS.get(_asked(error), f"what fits {_asked(error)}"))


def _empty(error: ValidationError) -> str:
    return f"is too short; accepted: {_asked(error)} or more"


def _one_of(error: ValidationError) -> str:
    choices = _choices(error)
    return f"needs exactly one of {', '.join(choices)}" if choices else _plain(error)


def _not(error: ValidationError, accepted: str) -> str:
    return f"{_short(repr(error.instance))} is not accepted; accepted: {accepted}"


def _plain(error: ValidationError) -> str:
    return _short(error.message)


def _short(text: str) -> str:
    return text if len(text) < 120 else f"{text[:120]}..."


_SAYINGS: Mapping[str, Callable[[ValidationError], str]] = {
    "additionalProperties": _extra,
    "required": _required,
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "minItems": _empty,
    "minLength": _empty,
    "oneOf": _one_of,
}
