"""Every URL of the site. Wagtail handles the rest."""

from allauth.account.views import logout
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from accounts import shared_passwords
from accounts.views import closed, lead_to_sign_in
from finder import in_front
from finder.suggestions import places_json
from hstf_site.media import media
from hstf_site.official_site import robots_txt
from hstf_site.sitemap import sitemap, sitemap_part
from hstf_site.vulnerability_disclosure import (
    POLICY,
    SECURITY_TXT,
    disclosure_policy,
    security_txt,
)
from record.downloads import record_csv, record_json, statistic_csv
from record.value_picture import value_picture
from regions.answer.downloads import (
    directory_csv,
    directory_json,
    jurisdiction_csv,
    jurisdiction_json,
    jurisdiction_vcard,
    office_vcard,
    task_force_vcard,
)
from search.suggestions import suggestions_json
from search.views import search
from share_images.views import share_image

# Django looks for them here.
handler400 = "hstf_site.error_views.bad_request"
handler500 = "hstf_site.error_views.server_error"

urlpatterns = [
    path("admin/account/", include("accounts.urls")),
    re_path(r"^admin/account/.", closed),
    # Wagtail's own sign-in and sign-out are never reached.
    path("admin/login/", lead_to_sign_in),
    path("_util/login/", lead_to_sign_in),
    path("admin/logout/", logout),
    re_path(r"^admin/password_reset/", closed),
    # Wagtail tries its error pages there.
    re_path(r"^admin/(?:failwhale|test404)/", closed),
    path("admin/", include(wagtailadmin_urls)),
    # Before Wagtail's own, which have no rate limit.
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        shared_passwords.document,
    ),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        shared_passwords.page,
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", robots_txt),
    path(SECURITY_TXT.lstrip("/"), security_txt),
    path(POLICY.lstrip("/"), disclosure_policy),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path(
        "favicon.ico",
        RedirectView.as_view(url=f"{settings.STATIC_URL}favicon.ico", permanent=True),
    ),
    path("share/<slug:name>.png", share_image, name="share_image"),
    path("share/values/<int:number>.png", value_picture, name="value_picture"),
    path("record.csv", record_csv, name="record_csv"),
    path("record.json", record_json, name="record_json"),
    path("record/<slug:slug>.csv", statistic_csv, name="statistic_csv"),
    path("regions.csv", directory_csv, name="directory_csv"),
    path("regions.json", directory_json, name="directory_json"),
    path("regions/places.json", places_json, name="places_json"),
    path("regions/<slug:slug>.csv", jurisdiction_csv, name="jurisdiction_csv"),
    path("regions/<slug:slug>.json", jurisdiction_json, name="jurisdiction_json"),
    path("regions/<slug:slug>.vcf", jurisdiction_vcard, name="jurisdiction_vcard"),
    path("regions/", in_front.directory, name="directory"),
    path("regions/<slug:slug>/", in_front.place, name="place"),
    path("regions/<slug:slug>.v3.vcf", jurisdiction_vcard, {"version": "3.0"}),
    path("regions/offices/<slug:slug>.vcf", office_vcard, name="office_vcard"),
    path("regions/offices/<slug:slug>.v4.vcf", office_vcard, {"version": "4.0"}),
    path(
        "regions/task-forces/<slug:slug>.vcf", task_force_vcard, name="task_force_vcard"
    ),
    path(
        "regions/task-forces/<slug:slug>.v4.vcf", task_force_vcard, {"version": "4.0"}
    ),
    path("search/", search, name="search"),
    path("search/suggestions.json", suggestions_json, name="suggestions_json"),
    # The URL on posters: served directly, never by a redirect that a cache may keep.
    path("help", serve, {"path": "help/"}),
    # Through Django, so that files get the same headers as pages.
    *([path("media/<path:path>", media)] if settings.SERVE_MEDIA else []),
    path("", include(wagtail_urls)),
]
