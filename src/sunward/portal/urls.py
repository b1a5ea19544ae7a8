"""The portal's addresses; everything of a community stands under `c/<code>/`. Who may open which: `policies`."""

from django.urls import URLPattern, include, path

from sunward.portal.policies import AUDIENCES, View, opened_to
from sunward.portal.views import (
    accessibility,
    acts,
    amend,
    areas,
    calendar,
    charter,
    data,
    demo,
    desk,
    drafts,
    home,
    imports,
    log,
    matters,
    money,
    overdue,
    oversight,
    people,
    publications,
    search,
)

app_name = "portal"


def page(route: str, view: View, name: str) -> URLPattern:
    """A page behind the gate of its audience; a name without an audience stops the start."""
    return path(route, opened_to(AUDIENCES[name], view), name=name)


community = [
    page("", home.home, "home"),
    page("matters/", matters.matters, "matters"),
    page("matters/<str:number>/", matters.matter, "matter"),
    page("publications/", publications.publications, "publications"),
    page("publications/<str:number>/", publications.publication, "publication"),
    page("publications/<str:number>/poster/", publications.poster, "poster"),
    page("money/", money.payments, "money"),
    page("money/<str:number>/", money.payment, "payment"),
    page("desk/", desk.my_duties, "desk"),
    page("people/", people.people, "people"),
    page("people/<str:number>/", people.person, "person"),
    page("overdue/", overdue.overdue, "overdue"),
    page("charter/", charter.charter, "charter"),
    page("charter/amend/", amend.amend, "amend"),
    page("charter/changes/", drafts.changes, "changes"),
    page("charter/covenant/", drafts.covenant, "covenant"),
    page("charter/drafts/<str:number>/", drafts.draft, "draft"),
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
