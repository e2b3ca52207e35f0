from django.urls import path

from onewindow.counter import views

app_name = "counter"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("find/", views.hits, name="hits"),
    path("people/find/", views.look_up, name="look_up"),
    path("people/new/", views.register, name="register"),
    path("filing/", views.filing, name="filing"),
    path("cases/<str:case_id>/papers/", views.papers, name="papers"),
    path("parts/<str:part_id>/", views.part, name="part"),
    path("parts/<str:part_id>/act/", views.act, name="act"),
    path("parts/<str:part_id>/materials/<str:document>/", views.material, name="material"),
    path("scans/<str:token>/", views.scan, name="scan"),
    path("papers/<int:document_id>/", views.paper, name="paper"),
]
