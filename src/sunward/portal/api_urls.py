from django.urls import path
from django.views.generic import RedirectView

from sunward.portal.api import api

urlpatterns = [
    path("openapi.json", RedirectView.as_view(url="/api/")),
    path("", api.urls),
]
