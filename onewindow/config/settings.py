"""Django's settings. Everything that differs between installations is read from the environment; docs/settings.md lists it."""

import os
from pathlib import Path

from onewindow.config.database import database_settings
from onewindow.config.keys import read_or_make_key

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGE = Path(__file__).resolve().parents[1]


def _is_on(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in ("1", "true", "yes", "on")


def _words(name: str, default: str = "") -> list[str]:
    return os.environ.get(name, default).replace(",", " ").split()


ONEWINDOW_HOME = Path(os.environ.get("ONEWINDOW_HOME", CHECKOUT / "var")).expanduser().absolute()
ONEWINDOW_HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
ONEWINDOW_DEMONSTRATION = _is_on("ONEWINDOW_DEMONSTRATION")
ONEWINDOW_REGION = os.environ.get("ONEWINDOW_REGION", "990100")
ONEWINDOW_REGION_NAME = os.environ.get("ONEWINDOW_REGION_NAME", "云陵市")
ONEWINDOW_REGION_NAME_EN = os.environ.get("ONEWINDOW_REGION_NAME_EN", "Yunling" if ONEWINDOW_REGION_NAME == "云陵市" else "")
ONEWINDOW_ORIGIN = os.environ.get("ONEWINDOW_ORIGIN", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
ONEWINDOW_KEYS = ONEWINDOW_HOME / "keys"
ONEWINDOW_MAX_FILE_BYTES = 20 * 1024 * 1024

SECRET_KEY = read_or_make_key(ONEWINDOW_KEYS / "signing.key").hex()
ONEWINDOW_KEY = read_or_make_key(ONEWINDOW_KEYS / "sealing.key")

DEBUG = _is_on("ONEWINDOW_DEBUG")
ALLOWED_HOSTS = _words("ONEWINDOW_HOSTS", "127.0.0.1 localhost [::1]")
CSRF_TRUSTED_ORIGINS = [ONEWINDOW_ORIGIN]
ROOT_URLCONF = "onewindow.config.urls"
WSGI_APPLICATION = "onewindow.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "onewindow.ledger",
    "onewindow.files",
    "onewindow.accounts",
    "onewindow.catalog",
    "onewindow.certs",
    "onewindow.materials",
    "onewindow.cases",
    "onewindow.pages",
    "onewindow.portal",
    "onewindow.counter",
    "onewindow.review",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "onewindow.config.middleware.ContentPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "onewindow.config.middleware.ChosenLanguage",
    "onewindow.pages.chinese.MarkChinese",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "onewindow.config.permissions.PermissionTable",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "onewindow.pages.context.masthead",
            ],
        },
    },
]

DATABASES = {"default": database_settings(os.environ.get("DATABASE_URL") or str(ONEWINDOW_HOME / "onewindow.sqlite3"))}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:log_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

_HTTPS = ONEWINDOW_ORIGIN.startswith("https://")
SESSION_COOKIE_NAME = "onewindow_session"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = ONEWINDOW_HOME / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "onewindow_language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "onewindow.config.scrubbing.ScrubbedLines", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ONEWINDOW_LOG_LEVEL", "INFO").upper()},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "pyhanko": {"level": "WARNING"},
    },
}
