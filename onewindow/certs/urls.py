from django.urls import URLPattern

app_name = "certs"
urlpatterns: list[URLPattern] = []
