"""Lots that anybody can draw again: from a seed and a number of places, on any computer with SHA-256.

Each draw publishes what its seed is made of and in which order the places stand. What is here is relied on by draws
that were published long ago: it never changes.
"""

from hashlib import sha256


def seed_of(*texts: str) -> str:
    """SHA-256, in hexadecimal digits, over texts with a colon between each two."""
    return sha256(":".join(texts).encode()).hexdigest()


def in_order(seed: str, places: int) -> list[int]:
    """The places from 1 in the order of SHA-256 over the seed and each place, with a colon between them."""
    return sorted(range(1, places + 1), key=lambda place: sha256(f"{seed}:{place}".encode()).digest())
