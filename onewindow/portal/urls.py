"""URLs of the citizen's door: words, not numbers."""

from django.urls import path

from onewindow.portal.views import apply, cases, entry, mine

app_name = "portal"
urlpatterns = [
    path("", entry.home, name="home"),
    path("search/", entry.search, name="search"),
    path("bundles/", entry.bundles, name="bundles"),
    path("items/", entry.items, name="items"),
    path("guide/<str:code>/", entry.guide, name="guide"),
    path("start/<str:code>/", entry.start, name="start"),
    path("begin/<str:code>/", apply.begin, name="begin"),
    path("apply/<slug:draft>/", apply.task, name="task"),
    path("apply/<slug:draft>/questions/<slug:name>/", apply.question, name="question"),
    path("apply/<slug:draft>/materials/", apply.materials, name="materials"),
    path("apply/<slug:draft>/materials/<str:document>/", apply.draft_file, name="draft_file"),
    path("apply/<slug:draft>/check/", apply.check, name="check"),
    path("apply/<slug:draft>/discard/", apply.discard, name="discard"),
    path("cases/", cases.my_cases, name="my_cases"),
    path("cases/<slug:number>/", cases.case, name="case"),
    path("cases/<slug:number>/receipt/", cases.receipt, name="receipt"),
    path("cases/<slug:number>/documents/<int:document>/", cases.document, name="document"),
    path("cases/<slug:number>/parts/<slug:part>/hand-in/", cases.hand_in_part, name="hand_in"),
    path("cases/<slug:number>/parts/<slug:part>/withdraw/", cases.withdraw, name="withdraw"),
    path("cases/<slug:number>/parts/<slug:part>/hearing/", cases.hearing, name="hearing"),
    path("certificates/", mine.certificates, name="certificates"),
    path("certificates/<slug:permit>/", mine.certificate, name="certificate"),
    path("certificates/held/<slug:holding>/", mine.held_file, name="held_file"),
    path("who/", mine.switch, name="switch"),
    path("clock/", mine.clock, name="clock"),
]
