"""Name somebody to speak at a hearing."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.calling.petitioners import stands_behind
from sunward.meetings.hearing.able import can_speak
from sunward.meetings.hearing.acting import OnHearing, speaker_of
from sunward.meetings.hearing.listing import list_is_open, put_on_list
from sunward.meetings.hearing.places import PETITION, place_left
from sunward.registry.naming import WHO, person_in

NOT_THEIRS = Text(
    "居民推荐发言人，只限发起或者签过这次联名（签字还算数）的人。",
    "Residents nominate only for a petition that they opened, or that has a signature of theirs that counts.",
)
NEW = Text("这个人还不在名单上。", "This person is not on the list yet.")
ONCE = Text("这个人已经在名单上。", "This person is on the list already.")
LEFT = Text(
    "这个人由本人退出了名单；愿意再来的，由本人报名。",
    "This person has left the list by their own word; if they want to come back, they say so themselves.",
)
ONE_EACH = Text(
    "抽签产生发言人的，每个机构只能推荐一个人上名单。",
    "Where lots decide, each body puts one person on the list: nobody fills it with their own.",
)


@dataclass(frozen=True, slots=True)
class NominationFacts:
    person: str = asked("推荐谁", "who is named", hint=WHO, private=True)
    signed: FileDigest | None = slip()


@register
class NominateSpeaker(OnHearing[NominationFacts]):
    """A body, or those who petitioned, name somebody. Where speakers are nominated, that chooses them, in the places
    that are theirs; where lots decide, it only puts them on the list."""

    name = "meetings.nominate_speaker"
    title = Text("推荐发言人", "nominate a speaker")
    kind = "effect"
    facts_type = NominationFacts
    of_some = True

    @property
    def by(self) -> str:
        """In whose name: the body of the post, or the petition, also where a clerk enters it for who signed that."""
        return self.call.body if self.call.in_office else PETITION

    @cached_property
    def nominee(self) -> str:
        return person_in("person", self.facts.person, self.meeting.community_code)

    def shut(self) -> Text | None:
        return self.no_speakers() or super().shut()

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        if self.no_speakers():
            return  # of those who are chosen there is nothing to say
        yield from list_is_open(self.meeting)
        theirs = self.by != PETITION or stands_behind(self.meeting, self.call.person, self.call.day)
        yield Finding("nominator", theirs, NOT_THEIRS, self.source)
        if self.rules and self.chooses:
            yield from place_left(self.meeting, self.by, self.call, self.rules.speakers, self.source)
        else:
            named = self.meeting.speakers.filter(nominated_by=self.by, nomination_void_on=None)
            yield Finding("nominated_once", not any(one.on_list for one in named), ONE_EACH, self.source)

    def judge(self) -> Iterator[Finding]:
        known = speaker_of(self.meeting, self.nominee)
        yield Finding.either("listed_once", known is None, NEW, LEFT if known and known.left_on else ONCE)
        yield from can_speak(self.nominee, self.meeting.community_code, self.call.day)

    def write(self) -> Outcome:
        chosen_on = self.call.day if self.chooses else None
        row = put_on_list(
            self.meeting, self.nominee, self.call.day, by=self.by, entry=self.call.ref, chosen_on=chosen_on
        )
        return Outcome(result=self.meeting.ref, public={"list_number": row.number, "nominated_by": self.by})
