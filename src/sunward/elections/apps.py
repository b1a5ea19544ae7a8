from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "sunward.elections"
    label = "elections"

    def ready(self) -> None:
        from sunward.elections import acts  # noqa: F401 - importing the acts makes them known
