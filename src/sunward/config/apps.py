from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "sunward.config"
    label = "config"

    def ready(self) -> None:
        from sunward.config import wiring

        wiring.connect()
