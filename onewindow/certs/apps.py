from django.apps import AppConfig


class CertsConfig(AppConfig):
    name = "onewindow.certs"
    label = "certs"
    verbose_name = "证照"
    default_auto_field = "django.db.models.BigAutoField"
