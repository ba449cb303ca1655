"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from sakkhi.desk.api.urls import urls as api
from sakkhi.desk.pages import (
    account,
    export,
    incident,
    keys,
    log,
    marks,
    people,
    picture,
    report,
    review,
    rule,
    search,
    sign_in,
    sites,
    sources,
    warnings,
    watches,
)

handler400 = "sakkhi.desk.errors.bad"
handler403 = "sakkhi.desk.errors.forbidden"
handler404 = "sakkhi.desk.errors.missing"
handler500 = "sakkhi.desk.errors.broken"

urlpatterns = [
    path("", picture.picture, name="picture"),
    path("picture/map.json", picture.picture_map, name="picture-map"),
    path("picture/names.json", picture.picture_names, name="picture-names"),
    path("incident/<str:name>/mark/", marks.incident_mark, name="incident-mark"),
    path("report/<int:number>/mark/", marks.report_mark, name="report-mark"),
    path("export/", export.export, name="export"),
    path("export/file/", export.export_file, name="export-file"),
    path("incident/<str:name>/", incident.incident, name="incident"),
    path("incident/<str:name>/news/", incident.incident_news, name="incident-news"),
    path("report/<int:number>/", report.report, name="report"),
    path("report/<int:number>/original/<int:version>/", report.original, name="original"),
    path("compare/", review.compare, name="compare"),
    path("review/", review.review, name="review"),
    path("review/news/", review.review_news, name="review-news"),
    path("rule/", rule.make_ruling, name="rule"),
    path("rule/<int:number>/undo/", rule.undo_ruling, name="undo"),
    path("sites/", sites.site_list, name="sites"),
    path("sites/import/", sites.site_import, name="sites-import"),
    path("sites/sites.csv", sites.sites_csv, name="sites-csv"),
    path("sites/<int:number>/", sites.site_page, name="site"),
    path("sites/<int:number>/remove/", sites.site_remove, name="site-remove"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<str:name>/asking/", sources.asking, name="asking"),
    path("warnings/", warnings.warnings, name="warnings"),
    path("warnings/watches/", watches.watches, name="watches"),
    path("warnings/watches/new/", watches.watch_new, name="watch-new"),
    path("warnings/watches/<int:number>/", watches.watch, name="watch"),
    path("warnings/watches/<int:number>/switch/", watches.watch_switch, name="watch-switch"),
    path("warnings/<str:id>/", warnings.warning, name="warning"),
    path("warnings/<str:id>/acknowledge/", warnings.acknowledge, name="acknowledge"),
    path("warnings/<str:id>/send/<int:number>/", warnings.send_again, name="send-again"),
    path("search/", search.search, name="search"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.second_step, name="second-step"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("choose-password/<uidb64>/<token>/", sign_in.set_password, name="set-password"),
    path("account/", account.account, name="account"),
    path("account/second-step/", account.second_step_on, name="second-step-on"),
    path("account/second-step/off/", account.second_step_off, name="second-step-off"),
    path("people/", people.people, name="people"),
    path("people/<str:name>/", people.one_person, name="person"),
    path("people/<str:name>/link/", people.new_link, name="person-link"),
    path("people/<str:name>/second-step/", people.forget_second_step, name="person-second-step"),
    path("log/", log.log, name="log"),
    path("language/", account.taste, name="language"),
    path("account/keys/", keys.keys, name="keys"),
    path("account/keys/<int:number>/end/", keys.end, name="end-key"),
    path("api/", api),
]
