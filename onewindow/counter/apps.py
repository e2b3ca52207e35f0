from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "onewindow.counter"
    label = "counter"
    verbose_name = "综合窗口"
    default_auto_field = "django.db.models.BigAutoField"
