"""Every setting of the repository; each knob is an environment variable, listed in README.md."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import monkeypatch

from twg_repository.serving import postgres

monkeypatch()  # Django's classes may be written with their types, as in ModelAdmin[Entry]

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # everything that lives: database, files, logs; git ignores it

env = environ.Env()
env.smart_cast = False
environ.Env.read_env(BASE_DIR / ".env")

# -- Where it runs ---------------------------------------------------------------------------

# Production is where somebody else's database is named; otherwise this is one person's machine.
PRODUCTION = "DATABASE_URL" in env
DEBUG = env.bool("DEBUG", default=False)
A_YEAR = 31_536_000  # seconds
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def required(name: str, remedy: str) -> str:
    """Return the variable's value; without one, stop the start and say the remedy."""
    try:
        return env(name)
    except ImproperlyConfigured:
        raise ImproperlyConfigured(
            f"DATABASE_URL is set, so this is production, and {name} is missing. {remedy}"
        ) from None


def own_hosts(text: str) -> list[str]:
    """Return the names of the site; "*" would let a link in a letter lead anywhere."""
    hosts = [host.strip() for host in text.split(",") if host.strip()]
    if not hosts or "*" in hosts:
        raise ImproperlyConfigured(
            f"ALLOWED_HOSTS is “{text}”. It lists the names of the site, such as twg.example.net."
        )
    return hosts


def proxies(text: str) -> int:
    """Return how many proxies of ours stand in front of the site; "true" says one."""
    number = {"true": "1", "on": "1", "yes": "1", "false": "0", "off": "0", "no": "0", "": "0"}
    said = number.get(text.strip().lower(), text.strip())
    if said.isascii() and said.isdigit() and int(said) < 10:
        return int(said)
    raise ImproperlyConfigured(
        f"BEHIND_PROXY is “{text}”. It is the number of proxies in front of the site, such as 1."
    )


def local_secret_key() -> str:
    """Return a key made once for this machine, so that logins survive a restart."""
    path = VAR_DIR / "secret_key"
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(50))
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path} cannot be written ({error.strerror}). Nothing was lost. Make room on the "
            "disk, or make the folder writable, and start again."
        ) from None


if PRODUCTION:
    SECRET_KEY = required(
        "SECRET_KEY",
        "Set it to 50 random characters, for example from "
        "`python -c 'import secrets; print(secrets.token_urlsafe(50))'`.",
    )
    ALLOWED_HOSTS = own_hosts(
        required("ALLOWED_HOSTS", "Set it to the site's names, for example `twg.example.net`.")
    )
    DATABASES = {"default": env.db("DATABASE_URL")}
else:
    SECRET_KEY = env("SECRET_KEY", default="") or local_secret_key()
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOCAL_HOSTS)
    DATABASES = {"default": postgres.database_settings()}

DATABASES["default"] |= {
    "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=600),  # seconds
    "CONN_HEALTH_CHECKS": True,
}

HOST = env("HOST", default="") or "127.0.0.1"
PORT = env("PORT", default="") or "8000"

# Behind pgbouncer in transaction mode, nothing may last longer than a transaction.
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env.bool("PGBOUNCER", default=False)

# -- How much at once ------------------------------------------------------------------------

WEB_WORKERS = env.int("WEB_WORKERS", default=2)  # processes of the web server
WEB_THREADS = 96  # clients that each of them talks to at once, however slow they are
# Requests that each of them works on at once: as many connections does it hold.
DATABASE_CONNECTIONS = env.int("DATABASE_CONNECTIONS", default=8)
LONGEST_WAIT = 20  # seconds that a request waits for its turn
# Beside them: a worker's two, commands, the supervisor's, and somebody who looks after it all.
CONNECTIONS_BESIDE = 12
CONNECTIONS = WEB_WORKERS * DATABASE_CONNECTIONS + CONNECTIONS_BESIDE

SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# -- Applications ----------------------------------------------------------------------------

INSTALLED_APPS = [
    "twg_repository",
    "documents",
    "exchange",
    "upkeep",
    "taxonomy",
    "throttling",
    "accounts.admin_config.RepositoryAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "jobs",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "axes",
    "accounts",  # after those whose forms in the admin it replaces
    "csp",
]

MIDDLEWARE = [
    "twg_repository.health.ProbeMiddleware",
    "twg_repository.errors.ProgramsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "twg_repository.errors.UnavailableMiddleware",
    "twg_repository.compression.PageCompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "twg_repository.first_page.FirstPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "twg_repository.bodies.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.sessions.SessionEpochMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.owing.OwingMiddleware",
    "accounts.current.CurrentRequestMiddleware",
    "twg_repository.crowding.CrowdingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "twg_repository.caching.CacheControlMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "twg_repository.urls"
WSGI_APPLICATION = "twg_repository.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "twg_repository.context.site",
            ],
        },
    }
]

# -- Languages -------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("fr", "Français"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("TIME_ZONE", default="UTC")
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = "twg_repository.formats"

# -- Files -----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env("FILES_DIR", default=str(VAR_DIR / "files")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "twg_repository.static_files.StaticFilesStorage"},
}
MAX_UPLOAD_BYTES = env.int("MAX_UPLOAD_MB", default=50) * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# -- Jobs ------------------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# -- People ----------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
LOGIN_URL = "admin:login"
# Organizers decide on other people's accounts; a stolen password alone must not open theirs.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=PRODUCTION)
OTP_TOTP_ISSUER = "TWG Repository"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "errors/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_HANDLER = "accounts.tries.Handler"
AXES_CLIENT_IP_CALLABLE = "throttling.client.address"
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=8) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# -- Safety ----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
HTTPS = env.bool("HTTPS", default=PRODUCTION)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
if HTTPS:  # no other host of the domain can set what begins like this
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-language"
SECURE_SSL_REDIRECT = HTTPS
# Browsers hold a site to it that long, whatever becomes of its certificate: an hour to begin with.
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=3600 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS >= A_YEAR
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # both come with a year
PROXIES = proxies(env("BEHIND_PROXY", default="0"))
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# -- The site --------------------------------------------------------------------------------

SITE_NAME = _("TWG Repository")
# Where letters lead to: the first name that the site answers to, unless said otherwise.
SITE_URL = env(
    "SITE_URL",
    default=f"https://{ALLOWED_HOSTS[-1].lstrip('.')}"
    if PRODUCTION
    else f"http://127.0.0.1:{PORT}",
)
CONTACT_EMAIL = env("CONTACT_EMAIL", default="")
# Of our own texts and data; works of others keep theirs.
COLLECTION_LICENCE = env("COLLECTION_LICENCE", default="CC BY 4.0")
COLLECTION_LICENCE_URL = env(
    "COLLECTION_LICENCE_URL", default="https://creativecommons.org/licenses/by/4.0/"
)

# -- Letters ---------------------------------------------------------------------------------

# On one's own machine letters are shown where the site was started. In production they would
# put the secrets of their links into a log there.
vars().update(
    env.email_url("EMAIL_URL", default="smtp://localhost:25" if PRODUCTION else "consolemail://")
)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env(
    "DEFAULT_FROM_EMAIL", default=CONTACT_EMAIL or f"no-reply@{urlsplit(SITE_URL).hostname}"
)
ENTRIES_PER_PAGE = 20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    # Whoever asks by another name is answered, and is no trouble of ours.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
