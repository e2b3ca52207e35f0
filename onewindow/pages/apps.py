"""The Django app `pages`."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Templates, static files and page objects that all doors share."""

    name = "onewindow.pages"
    label = "pages"
    verbose_name = "页面"
