from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sunward.accounts"
    label = "accounts"
