"""Whoever is to speak last speaks after everybody else."""

from collections.abc import Collection, Sequence


def spoken_too_early(posts: Sequence[str], last: Collection[str]) -> list[str]:
    """The posts (of those who speak last) that spoke before somebody else did; `posts` is in the order of speaking."""
    others = [place for place, post in enumerate(posts) if post not in last]
    if not others:
        return []
    return list(dict.fromkeys(post for post in posts[: others[-1]] if post in last))
