from django.urls import path

from onewindow.accounts import views

app_name = "accounts"
urlpatterns = [
    path("login/", views.log_in, name="log_in"),
    path("login/as/", views.log_in_as, name="log_in_as"),
    path("logout/", views.log_out, name="log_out"),
]
