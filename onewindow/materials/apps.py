from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "onewindow.materials"
    label = "materials"
    verbose_name = "材料"
    default_auto_field = "django.db.models.BigAutoField"
