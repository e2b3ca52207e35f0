from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "onewindow.materials"
    label = "materials"
    verbose_name = "材料"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from onewindow.accounts.erasure import erasure_steps
        from onewindow.materials.wallet import erase_wallet

        if erase_wallet not in erasure_steps:
            erasure_steps.append(erase_wallet)
