from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "sunward.meetings"
    label = "meetings"

    def ready(self) -> None:
        from sunward.meetings import acts  # noqa: F401 - importing the acts makes them known
