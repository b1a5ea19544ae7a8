"""Proxies that count: not taken back, and held by somebody who only votes."""

from collections.abc import Mapping

from sunward.elections.acting import sits
from sunward.elections.models import Contest, Proxy
from sunward.elections.owing import candidates_of
from sunward.kernel.refs import Ref


def proxies_in(about: Ref) -> Mapping[str, str]:
    """Who takes whose sheet in a contest. A holder who has stood or joined the committee since takes none: whoever gave
    the proxy comes for the sheet."""
    election = Contest.objects.select_related("election").get(number=about.id).election
    stand = candidates_of([election]).get(election.pk, frozenset())
    rows = Proxy.objects.filter(election=election, void_on=None).select_related("giver", "holder")
    pairs = {str(row.giver): str(row.holder) for row in rows}
    return {giver: holder for giver, holder in pairs.items() if holder not in stand and not sits(election, holder)}
