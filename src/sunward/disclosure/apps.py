from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "sunward.disclosure"
    label = "disclosure"

    def ready(self) -> None:
        from sunward.disclosure import acts  # noqa: F401 - importing the acts makes them known
