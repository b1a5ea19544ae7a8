"""The portal's addresses; everything of a community stands under `c/<code>/`. Who may open which: `policies`."""

from django.urls import URLPattern, include, path

from sunward.portal.policies import AUDIENCES, View, opened_to
from sunward.portal.views import (
    accessibility,
    acts,
    areas,
    calendar,
    casting,
    charter,
    data,
    demo,
    desk,
    elections,
    home,
    imports,
    log,
    matters,
    meetings,
    money,
    overdue,
    oversight,
    people,
    petitions,
    polling,
    publications,
    rolls,
    room,
    search,
    serving,
    votes,
)

app_name = "portal"


def page(route: str, view: View, name: str) -> URLPattern:
    """A page behind the gate of its audience; a name without an audience stops the start."""
    return path(route, opened_to(AUDIENCES[name], view), name=name)


community = [
    page("", home.home, "home"),
    page("matters/", matters.matters, "matters"),
    page("matters/<str:number>/", matters.matter, "matter"),
    page("votes/", votes.votes, "votes"),
    page("votes/<str:number>/", votes.vote, "vote"),
    page("votes/<str:number>/paper/", votes.paper, "paper"),
    page("votes/<str:number>/ballot/", casting.ballot, "ballot"),
    page("votes/<str:number>/receipt/", votes.receipt, "vote_receipt"),
    page("votes/<str:number>/terminal/", casting.terminal, "terminal"),
    page("votes/<str:number>/terminal/done/", casting.terminal_done, "terminal_done"),
    page("votes/<str:number>/door/", polling.door, "door"),
    page("votes/<str:number>/codes/", polling.codes, "codes"),
    page("votes/<str:number>/asked-back/", polling.asked_back, "asked_back"),
    page("elections/", elections.elections, "elections"),
    page("elections/<str:number>/", elections.election, "election"),
    page("recalls/<str:number>/", elections.recall, "recall"),
    page("handovers/", elections.handovers, "handovers"),
    page("meetings/", meetings.meetings, "meetings"),
    page("meetings/<str:number>/", meetings.meeting, "meeting"),
    page("meetings/<str:number>/room/", room.room, "room"),
    page("meetings/<str:number>/minutes/", meetings.minutes, "minutes"),
    page("publications/", publications.publications, "publications"),
    page("publications/<str:number>/", publications.publication, "publication"),
    page("publications/<str:number>/poster/", publications.poster, "poster"),
    page("money/", money.payments, "money"),
    page("money/<str:number>/", money.payment, "payment"),
    page("rolls/", rolls.rolls, "rolls"),
    page("rolls/<str:number>/", rolls.roll, "roll"),
    page("rolls/<str:number>/list/", rolls.roll_list, "roll_list"),
    page("petitions/", petitions.petitions, "petitions"),
    page("petitions/<str:number>/", petitions.petition, "petition"),
    page("desk/", desk.my_duties, "desk"),
    page("desk/for/", serving.serve, "serve"),
    page("desk/for/<slug:person>/", serving.served, "served"),
    page("check/", serving.check, "check"),
    page("check/<str:typed>/", serving.check, "checked"),
    page("log/<slug:ref>/receipt/", serving.receipt, "receipt"),
    page("people/", people.people, "people"),
    page("people/<str:number>/", people.person, "person"),
    page("overdue/", overdue.overdue, "overdue"),
    page("charter/", charter.charter, "charter"),
    page("charter/<slug:key>/", charter.flow, "flow"),
    page("log/", log.log, "log"),
    page("log/<slug:ref>/", acts.done, "done"),
    page("search/", search.search, "search"),
    page("calendar.ics", calendar.calendar, "calendar"),
    page("do/<str:name>/<str:subject>/", acts.act, "act"),
    page("import/<slug:kind>/", imports.import_rows, "import"),
    page("data/<slug:name>.<slug:kind>", data.data, "data"),
    page("demo/", demo.become, "become"),
]

urlpatterns = [
    page("", areas.areas, "areas"),
    page("accessibility/", accessibility.accessibility, "accessibility"),
    page("oversight/", oversight.oversight, "oversight"),
    path("c/<slug:code>/", include(community)),
]
