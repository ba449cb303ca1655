"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from sakkhi.desk.pages import account, incident, picture, report, review, search, sites, sources

urlpatterns = [
    path("", picture.picture, name="picture"),
    path("incident/<str:name>/", incident.incident, name="incident"),
    path("report/<int:number>/", report.report, name="report"),
    path("review/", review.review, name="review"),
    path("sites/", sites.sites, name="sites"),
    path("sources/", sources.sources, name="sources"),
    path("search/", search.search, name="search"),
    path("sign-in/", account.sign_in, name="sign-in"),
    path("sign-out/", account.sign_out, name="sign-out"),
    path("language/", account.taste, name="language"),
]
