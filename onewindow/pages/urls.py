"""URLs of the pages that belong to no door."""

from django.urls import path

from onewindow.pages import views

app_name = "pages"
urlpatterns = [
    path("preferences", views.preferences, name="preferences"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("styleguide", views.styleguide, name="styleguide"),
    path("styleguide/staff", views.styleguide_staff, name="styleguide_staff"),
]
