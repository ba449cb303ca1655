"""Django's settings of the desk. `set_up` comes before anything of `store` is imported."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings

from sakkhi.desk.files import edition, gathered, immutable
from sakkhi.errors import StoreError

HERE = Path(__file__).parent
LANGUAGES = [("en", "English"), ("bn", "বাংলা"), ("ar", "العربية")]
_DAY = 86_400
_MOST_BYTES = 2_000_000  # of a form, files apart: `desk.uploads` bounds those


def set_up(folder: Path, *, hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]"), https: bool = False) -> None:
    """Set Django up for the desk on the collection in `folder`; `hosts` are the names that it answers to."""
    tiles = os.environ.get("SAKKHI_TILES", "")
    settings.configure(**settings_of(secret_of(folder), folder, hosts=hosts, https=https, tiles=tiles))
    django.setup()


def secret_of(folder: Path) -> str:
    """The key that signs sessions, kept in the data folder for its owner alone; made where there is none."""
    file = folder / "desk.key"
    if not file.exists():
        descriptor, made = tempfile.mkstemp(dir=folder, prefix=".desk.key")  # for its owner alone
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(48) + "\n")
        with suppress(FileExistsError):
            os.link(made, file)  # whole or not at all, and another one's key stays
        os.unlink(made)
    return file.read_text(encoding="ascii").strip()


def settings_of(
    secret: str, folder: Path, *, hosts: tuple[str, ...], https: bool, tiles: str = ""
) -> dict[str, Any]:  # fmt: skip
    """Every setting; the database is named by `store.database.open_database`.

    `tiles` is where the map's tiles come from, an address with {z}, {x} and {y}; "" for the base map of the desk.
    """
    return {
        "SECRET_KEY": secret,
        "SAKKHI_FOLDER": folder,
        "SAKKHI_PROXY": https,
        "ALLOWED_HOSTS": list(hosts),
        "DATABASES": {"default": {"ENGINE": "django.db.backends.dummy"}},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "ROOT_URLCONF": "sakkhi.desk.urls",
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "django.contrib.humanize",
            "django_htmx",
            "leaflet",
            "django_otp",
            "django_otp.plugins.otp_totp",
            "django_otp.plugins.otp_static",
            "axes",
            "sakkhi.store",
            "sakkhi.desk",
        ],
        "MIDDLEWARE": [
            "sakkhi.desk.api.problems.Edge",
            "django.middleware.security.SecurityMiddleware",
            "csp.middleware.CSPMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django_otp.middleware.OTPMiddleware",
            "sakkhi.desk.access.Access",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
            "axes.middleware.AxesMiddleware",
        ],
        "AUTHENTICATION_BACKENDS": ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
            for name, options in (
                ("UserAttributeSimilarityValidator", {}),
                ("MinimumLengthValidator", {"min_length": 12}),
                ("CommonPasswordValidator", {}),
                ("NumericPasswordValidator", {}),
            )
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.template.context_processors.i18n",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "sakkhi.desk.access.shown",
                    ]
                },
            }
        ],
        "LOGIN_URL": "sign-in",
        "LOGIN_REDIRECT_URL": "picture",
        "LANGUAGE_CODE": "en",
        "LANGUAGES": LANGUAGES,
        "LOCALE_PATHS": [HERE / "locale"],
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SAMESITE": "Lax",
        "LANGUAGE_COOKIE_SECURE": https,
        "USE_I18N": True,
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "STATIC_URL": f"/static/{edition()}/",
        "STATIC_ROOT": gathered(folder),
        "STORAGES": {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"}},
        "WHITENOISE_IMMUTABLE_FILE_TEST": immutable,
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_AGE": _DAY,
        "SESSION_COOKIE_NAME": "__Host-session" if https else "session",
        "CSRF_COOKIE_NAME": "__Host-csrf" if https else "csrf",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_FAILURE_VIEW": "sakkhi.desk.errors.forged",
        "PASSWORD_RESET_TIMEOUT": _DAY,
        "X_FRAME_OPTIONS": "DENY",
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_SSL_REDIRECT": https,
        "SECURE_HSTS_SECONDS": 365 * _DAY if https else 0,
        "SESSION_COOKIE_SECURE": https,
        "CSRF_COOKIE_SECURE": https,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if https else None,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": _MOST_BYTES,
        "FILE_UPLOAD_HANDLERS": ["sakkhi.desk.uploads.Bounded"],
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 500,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 1,
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {
                "default-src": ["'none'"],
                "script-src": ["'self'"],
                "style-src": ["'self'"],
                "img-src": ["'self'", "data:", *_hosts(tiles)],
                "font-src": ["'self'"],
                "connect-src": ["'self'"],
                "form-action": ["'self'"],
                "base-uri": ["'none'"],
                "frame-ancestors": ["'none'"],
            }
        },
        "AXES_FAILURE_LIMIT": 5,
        "AXES_COOLOFF_TIME": 0.25,  # hours
        "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
        "AXES_CLIENT_IP_CALLABLE": "sakkhi.desk.audit.address",
        "AXES_LOCKOUT_TEMPLATE": "desk/locked.html",
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_ENABLE_ADMIN": False,
        "AXES_VERBOSE": False,
        "OTP_TOTP_ISSUER": "Sakkhi",
        "LEAFLET_CONFIG": {"TILES": [], "RESET_VIEW": False},
        "SAKKHI_TILES": tiles,
    }


def _hosts(tiles: str) -> list[str]:
    """Where images may come from beside the desk itself. Raises `StoreError` for what is no address of tiles."""
    if not tiles:
        return []
    parts = urlsplit(tiles)
    fit = parts.scheme in ("http", "https") and re.fullmatch(r"[A-Za-z0-9.\-\[\]:]+", parts.netloc)
    if not fit or not all(f"{{{part}}}" in tiles for part in "zxy"):
        raise StoreError("SAKKHI_TILES", f"{tiles!r} is no address of tiles", "write https://HOST/PATH/{z}/{x}/{y}.png")
    return [f"{parts.scheme}://{parts.netloc}"]
