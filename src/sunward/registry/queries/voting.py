"""What somebody who asks at the desk is told: do I have a voice, may I vote, and if not, from when?"""

from datetime import date

from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.registry.offices.capacities import spell_of
from sunward.registry.residence import voice


def told_of_the_vote(person: str, community: str, on: date) -> tuple[Text, ...]:
    """The sentences of the receipt as they read on a day; none for whoever does not live in the community. For officers
    and the person alone: the day tells a child's birthday."""
    stay = spell_of(person_number(person), community, on)
    if stay is None:
        return ()
    found = (*voice.voice_said(stay, community, on), voice.said(voice.way_to_vote(stay, community, on)))
    return tuple(one.text for one in found)
