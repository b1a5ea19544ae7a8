from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "sunward.kernel"
    label = "kernel"

    def ready(self) -> None:
        from sunward.kernel import guard

        guard.install()
