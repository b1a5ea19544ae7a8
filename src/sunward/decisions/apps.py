from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "sunward.decisions"
    label = "decisions"

    def ready(self) -> None:
        from sunward.decisions import acts  # noqa: F401 - importing the acts makes them known
