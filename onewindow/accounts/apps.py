from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "onewindow.accounts"
    label = "accounts"
    verbose_name = "人员与机构"
    default_auto_field = "django.db.models.BigAutoField"
