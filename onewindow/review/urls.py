from django.urls import path

from onewindow.review import views

app_name = "review"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("part/<slug:part>", views.part, name="part"),
    path("part/<slug:part>/live", views.live, name="live"),
    path("part/<slug:part>/material/<str:key>", views.material, name="material"),
    path("part/<slug:part>/document/<str:number>", views.document, name="document"),
    path("part/<slug:part>/<slug:act>", views.act, name="act"),
]
