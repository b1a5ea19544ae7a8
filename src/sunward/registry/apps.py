from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "sunward.registry"
    label = "registry"

    def ready(self) -> None:
        from sunward.registry import acts

        self.acts = acts
