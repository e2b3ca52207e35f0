from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "onewindow.review"
    label = "review"
    verbose_name = "部门审批"
    default_auto_field = "django.db.models.BigAutoField"
