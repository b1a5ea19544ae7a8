from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "sunward.money"
    label = "money"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sunward.money import acts

        del acts
