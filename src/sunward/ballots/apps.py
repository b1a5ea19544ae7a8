from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "sunward.ballots"
    label = "ballots"

    def ready(self) -> None:
        from sunward.ballots import acts  # noqa: F401 - importing the acts makes them known
        from sunward.ballots.casting import boxes  # noqa: F401 - importing the boxes makes the channels known
