"""The portal's addresses; everything of a community stands under `c/<code>/`."""

from django.urls import include, path

from sunward.portal.views import (
    acts,
    areas,
    charter,
    data,
    demo,
    desk,
    home,
    log,
    matters,
    money,
    overdue,
    people,
    publications,
)

app_name = "portal"

community = [
    path("", home.home, name="home"),
    path("matters/", matters.matters, name="matters"),
    path("matters/<str:number>/", matters.matter, name="matter"),
    path("publications/", publications.publications, name="publications"),
    path("publications/<str:number>/", publications.publication, name="publication"),
    path("publications/<str:number>/poster/", publications.poster, name="poster"),
    path("money/", money.payments, name="money"),
    path("money/<str:number>/", money.payment, name="payment"),
    path("desk/", desk.my_duties, name="desk"),
    path("people/", people.people, name="people"),
    path("people/<str:number>/", people.person, name="person"),
    path("overdue/", overdue.overdue, name="overdue"),
    path("charter/", charter.charter, name="charter"),
    path("charter/<slug:key>/", charter.flow, name="flow"),
    path("log/", log.log, name="log"),
    path("log/<slug:ref>/", acts.done, name="done"),
    path("do/<str:name>/<str:subject>/", acts.act, name="act"),
    path("data/<slug:name>.<slug:kind>", data.data, name="data"),
    path("demo/", demo.become, name="become"),
]

urlpatterns = [
    path("", areas.areas, name="areas"),
    path("c/<slug:code>/", include(community)),
]
