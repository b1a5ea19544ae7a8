"""A major matter, its days, and all that comes before its vote: what should parking cost?"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from sunward.ballots.models import Roll, Vote
from sunward.decisions.models import Matter
from sunward.meetings.models import Meeting
from sunward.record.sequencer import drain_all
from tests.browser.town import Keyboard, Town
from tests.disclosure.scenes import resident
from tests.papers import pdf
from tests.stage import CLERK, DEPUTY, DIRECTOR, SUPERVISOR

OPENED = date(2026, 3, 2)  # a Monday
CALLED = OPENED + timedelta(days=1)
HEARD = OPENED + timedelta(days=14)
LIST_CLOSED = HEARD - timedelta(days=1)
ANSWERED = HEARD + timedelta(days=4)
INVITED = HEARD + timedelta(days=12)
VOTED = HEARD + timedelta(days=22)
POSTED = VOTED + timedelta(days=1)
OBJECTED = POSTED + timedelta(days=2)
UPHELD = OBJECTED + timedelta(days=2)
PARKING = {"title": "小区停车怎么收费", "kind": "parking_charges"}
DELEGATE = "representatives_meeting.delegate"
SAID, WHY_NOT = "At night it should cost nothing.", "At night there are fewest places."
DELEGATES, ON_THE_ROLL, PRESENT = 57, 59, 50  # the committee's director and deputy belong to the meeting too
ON_THE_WEB, ON_PAPER = 20, 29


@dataclass
class Story:
    """One matter, with the paths of its pages."""

    town: Town
    residents: list[str]
    matter: Matter
    hearing: str = ""
    meeting: str = ""
    vote: str = ""
    posting: str = ""
    there: list[str] = field(default_factory=list)  # who came to the meeting, in the order of the roll

    @property
    def heard(self) -> Meeting:
        return Meeting.objects.get(number=number_in(self.hearing))

    @property
    def session(self) -> Meeting:
        return Meeting.objects.get(number=number_in(self.meeting))

    @property
    def put(self) -> Vote:
        return Vote.objects.get(number=number_in(self.vote))

    @property
    def on_the_web(self) -> list[str]:
        return self.there[2 : 2 + ON_THE_WEB]

    @property
    def on_paper(self) -> list[str]:
        return [person for person in self.there if person not in self.on_the_web]


def number_in(path: str) -> str:
    return path.split("/")[1]


def done(keys: Keyboard, act: str) -> None:
    """What asks for nothing."""
    keys.act(act)
    keys.send()


def a_matter_is_opened(town: Town) -> Matter:
    deputy = town.sits_down(town.holder(DEPUTY))
    deputy.go("nav.nav a[href$='/desk/']")
    deputy.go("main a[href*='/do/decisions.open_matter/']")
    deputy.write("#id_title", "What should parking cost?")
    deputy.choose("#id_kind", "parking charges")
    deputy.send()
    return Matter.objects.get()


def a_hearing_is_called(story: Story) -> None:
    town = story.town
    director = town.sits_down(town.holder(DIRECTOR), f"matters/{story.matter.number}/")
    director.act("decisions.call_hearing")
    director.write("#id_place", "Community room")
    director.write("#id_held_on", HEARD)
    director.write("#id_at", "19:00")
    director.send()
    director.visit(f"matters/{story.matter.number}/")
    director.go("main a.more[href*='/meetings/']")
    director.says("No opinion has been given yet.", "Community room")
    story.hearing = director.path
    people_are_told(story, story.hearing, CALLED)


def people_are_told(story: Story, meeting: str, day: date) -> None:
    """Through two channels, the poster with its photograph."""
    clerk = story.town.sits_down(story.town.holder(CLERK), meeting)
    for channel in ("page", "poster"):
        clerk.visit(meeting)
        clerk.act("meetings.give_notice")
        clerk.choose("#id_channel", channel)
        clerk.write("#id_given_on", day)
        if channel == "poster":
            with NamedTemporaryFile(suffix=".pdf") as photograph:
                Path(photograph.name).write_bytes(pdf("the poster on the door"))
                clerk.attach("#id_proof", Path(photograph.name))
                clerk.send()
        else:
            clerk.send()


def speakers_are_drawn(story: Story) -> None:
    """The first puts himself on the list at the keyboard; dice are thrown before everybody."""
    town = story.town
    first = town.sits_down(story.residents[0], story.hearing)
    first.act("meetings.apply_to_speak")
    first.send()
    for person in story.residents[1:]:
        town.act("meetings.apply_to_speak", "resident", story.heard.ref, by=person)
    drain_all()
    done(town.sits_down(town.holder(CLERK), story.hearing), "meetings.close_speakers_list")
    head = town.sits_down(town.holder(SUPERVISOR), story.hearing)
    head.act("meetings.draw_speakers")
    head.write("#id_thrown", "6 1 4 3")
    sees = resident("看见的人", town.code)
    head.write("#id_thrown_with", sees)
    with NamedTemporaryFile(suffix=".pdf") as dice:
        Path(dice.name).write_bytes(pdf("the dice as they fell"))
        head.attach("#id_photograph", Path(dice.name))
        head.send()
    neighbour = town.sits_down(sees, story.hearing)
    neighbour.says("Nobody is drawn before a second person")
    neighbour.act("meetings.confirm_throw")
    neighbour.write("#id_thrown", "6143")
    neighbour.send()
    head.visit(story.hearing)
    head.says("12 people are on the list. The list shows numbers, never names.", "Thrown in public 6 1 4 3")


def an_opinion_is_recorded(story: Story) -> None:
    town, heard = story.town, story.heard
    first, *others = heard.draw.drawn
    clerk = town.sits_down(town.holder(CLERK), story.hearing)
    done(clerk, "meetings.open_session")
    clerk.visit(story.hearing)
    clerk.act("meetings.record_turnout")
    clerk.write("#id_listeners", 31)
    clerk.write("#id_speakers", " ".join(map(str, heard.draw.drawn)))
    clerk.send()
    clerk.visit(story.hearing)
    clerk.act("meetings.state_opinion")
    clerk.write("#id_text", SAID)
    clerk.write("#id_speaker", first)
    clerk.send()
    clerk.visit(story.hearing)
    clerk.says(SAID, "waits for its answer")
    for number in others:
        town.act("meetings.state_opinion", CLERK, heard.ref, text=f"{number} 号的意见", speaker=number)


def every_opinion_is_answered(story: Story) -> None:
    town = story.town
    director = town.sits_down(town.holder(DIRECTOR), story.hearing)
    director.says("0 of 8 opinions answered")
    director.act("meetings.dispose_opinion")
    director.choose("#id_disposition", "not adopted")
    director.write("#id_why", WHY_NOT)
    director.send()
    for opinion in story.heard.opinions.filter(disposed_on=None):
        town.act("meetings.dispose_opinion", DIRECTOR, opinion.ref, disposition="adopted", why="可行。")
    anybody = town.sits_down(story.residents[0], story.hearing)
    anybody.says("8 of 8 opinions answered", SAID, "not adopted", WHY_NOT)


def roll_of(story: Story) -> Roll:
    roll = story.session.roll
    assert roll
    return roll
