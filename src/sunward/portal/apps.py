from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "sunward.portal"
    label = "portal"
