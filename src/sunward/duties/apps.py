from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "sunward.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sunward.duties import acts

        del acts
