"""Minutes as anybody may read them with a program, and as they are hashed: what is private in them stands as a salted
commitment, so that whoever has what is served computes the digest that was signed.

Minutes of the third form are hashed so; older ones by what is kept of them, which is served to nobody.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from sunward.meetings.rules.chain import digest_of

SERVED_FROM = 3  # the form of minutes, as drafted
RECOMPUTED = (
    'python3 -c "import hashlib, json; '
    "h = lambda x: hashlib.sha256(json.dumps(x, ensure_ascii=False, sort_keys=True, "
    "separators=(',', ':')).encode()).hexdigest(); "
    "m = json.load(open('{file}', encoding='utf-8')); "
    "print(h({{'number': m['number'], 'content': h(m['content']), 'corrections': m['corrections'], "
    "'signatures': m['signatures'], 'previous': m['previous']}}))\""
)


def is_served(content: Mapping[str, Any]) -> bool:
    return bool(content.get("schema", 1) >= SERVED_FROM)


def content_digest(content: Mapping[str, Any]) -> str:
    """What is signed of a content."""
    return digest_of(as_served(content) if is_served(content) else content)


def as_served(content: Mapping[str, Any]) -> dict[str, Any]:
    """Without who came, how and when, and without who spoke: a commitment to each. All else everybody reads."""
    secret = content["secret"]
    public = {key: value for key, value in content.items() if key != "secret"}
    came = [{"private": _commitment(secret, f"came/{n}", row)} for n, row in enumerate(content["attendance"], 1)]
    return public | {"attendance": came, "items": [_item(secret, item) for item in content["items"]]}


def _item(secret: str, item: Mapping[str, Any]) -> dict[str, Any]:
    said = [
        dict(one) | {"person": {"private": _commitment(secret, f"said/{item['number']}/{n}", one["person"])}}
        for n, one in enumerate(item["statements"], 1)
    ]
    return dict(item) | {"statements": said}


def _commitment(secret: str, place: str, value: Any) -> str:
    """Each has a salt of its own: whoever is shown one can check it, and finds out nothing of the others."""
    salt = hmac.new(bytes.fromhex(secret), place.encode(), hashlib.sha256).hexdigest()
    return digest_of([place, salt, value])


def recompute_with(file: str) -> str:
    """One line that gives the digest on any computer with Python, from the file as it is served."""
    return RECOMPUTED.format(file=file)
