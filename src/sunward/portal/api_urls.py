from django.urls import path

from sunward.portal.api import api

urlpatterns = [path("", api.urls)]
