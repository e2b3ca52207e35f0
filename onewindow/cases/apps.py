from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "onewindow.cases"
    label = "cases"
    verbose_name = "办件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who listens to the events of cases; models exist from here on."""
        from onewindow.accounts import erasure as people
        from onewindow.cases import erasure, notices, wallet, worker
        from onewindow.ledger import listeners

        listeners.register("documents", "renders and seals the statutory document of each event", notices.hear)
        listeners.register("wallet", "puts issued documents into their holder's wallet", wallet.hear)
        listeners.register("delivery", "delivers sealed certificates of online applications", worker.deliver_when_sealed)
        people.erasure_guards.append(erasure.guard)
        people.erasure_steps.append(erasure.erase)
