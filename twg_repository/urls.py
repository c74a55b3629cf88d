"""The addresses of the site. People's pages carry the language as a prefix (English: none);
machines' addresses do not."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from documents.pages.sitemap import robots, sitemap_urls
from exchange.urls import machine_urls
from interop.urls import machine_urls as api_urls
from twg_repository import errors, health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    *sitemap_urls,
    *machine_urls,
    *api_urls,
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("", include("accounts.urls")),
        path("", include("documents.urls")),
        path("", include("upkeep.urls")),
        path("", include("gallery.urls")),
        prefix_default_language=False,
    ),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
