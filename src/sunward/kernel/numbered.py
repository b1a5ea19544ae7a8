"""What a number as it is printed belongs to."""

from collections.abc import Iterator, Sequence

from sunward.kernel.acts import Unknown, acts_on
from sunward.kernel.refs import Ref


def thing_here(said: str, kinds: Sequence[str], community: str) -> Ref | None:
    """The thing of this number in a community, of one of these kinds, the first first; `kind:number` as programs write
    it names a thing of any kind. None where there is no such thing."""
    return next((one for one in _could_be(said, kinds) if _is_here(one, community)), None)


def _could_be(said: str, kinds: Sequence[str]) -> Iterator[Ref]:
    try:
        if ":" in said:
            yield Ref.parse(said)
        else:
            yield from (Ref(kind, number) for kind in kinds for number in dict.fromkeys((said, said.upper())))
    except ValueError:
        return


def _is_here(thing: Ref, community: str) -> bool:
    """Whether this community has such a thing: asked of the acts that are about it."""
    try:
        known = acts_on(thing.type)
        return bool(known) and known[0].community_of(known[0].find(thing)) == community
    except Unknown:
        return False
