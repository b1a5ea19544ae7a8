"""The pages of django-allauth, without those that need mail or let somebody make a sign-in alone.

There is no mail server to configure here and a user has no address: sign-ins and new passwords are handed out by the
operator (`sunward sign-in`). The names of these addresses stay, because allauth itself asks for them.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path

WITHOUT = ("signup", "email", "confirm-email", "password/reset", "login/code")


def not_here(_request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns = [
    re_path(rf"^(?:{'|'.join(WITHOUT)})/", not_here),
    path("", include("allauth.urls")),
]
