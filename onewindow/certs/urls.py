"""The page that checks certificates. Included with `{"now": …}`, because the one source of time stands above this app."""

from django.urls import path

from onewindow.certs import views

app_name = "certs"
urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/<str:number>/", views.verify_number, name="verify_number"),
]
