from django.apps import AppConfig


class CharterConfig(AppConfig):
    name = "sunward.charter"
    label = "charter"

    def ready(self) -> None:
        from sunward.charter import acts  # noqa: F401  (registers them)
