from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "sunward.ballots"
    label = "ballots"

    def ready(self) -> None:
        from sunward.ballots.casting import boxes  # noqa: F401 - importing acts and channels makes them known
