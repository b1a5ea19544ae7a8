"""Mounted by `config.urls` at `c/<code>/log/`, outside the language prefixes."""

from django.urls import path

from sunward.record import views

app_name = "record"
urlpatterns = [
    path("checkpoint", views.checkpoint, name="checkpoint"),
    path("tile/<path:path>", views.tile, name="tile"),
    path("log.vkey", views.vkey, name="vkey"),
    path("proof/<str:ref>.tlog-proof", views.proof, name="proof"),
]
