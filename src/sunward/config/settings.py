"""Settings from the environment, with defaults that run one community on a laptop.

Every name read here is described in docs/operations/settings.md.
"""

import os
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from environs import Env

from sunward.config.places import kept_beside

env = Env()

SOURCE = Path(__file__).resolve().parents[1]  # src/sunward
HOME = Path(env.str("SUNWARD_HOME", str(SOURCE.parents[1]))).resolve()
VAR = HOME / "var"

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR / 'sunward.sqlite3'}")
}
# Keys and files belong to a database: those of var/demo.sqlite3 lie in var/demo-keys and var/demo-files.
KEPT = kept_beside(DATABASES["default"], VAR)
SUNWARD_KEYS = Path(env.str("SUNWARD_KEYS", f"{KEPT}keys"))
SUNWARD_FILES = Path(env.str("SUNWARD_FILES", f"{KEPT}files"))
SUNWARD_CHARTERS = Path(env.str("SUNWARD_CHARTERS", str(SOURCE.parents[1] / "charters")))
SUNWARD_ORIGIN = env.str("SUNWARD_ORIGIN", "sunward.local")

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", "") or None  # filled below from a file of its own when not given
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
INTERNET_FACING = env.bool("SUNWARD_HTTPS", False)

if SECRET_KEY is None:
    from sunward.config.secret import secret_key

    SECRET_KEY = secret_key(SUNWARD_KEYS)

# Acknowledged is on disk (FULL); a cache of 64 MB for imports and long logs.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": env.str("SUNWARD_SQLITE_PRAGMAS", SQLITE_PRAGMAS),
    }
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / f"test-{os.getpid()}.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

INSTALLED_APPS = [
    "sunward.kernel",
    "sunward.record",
    "sunward.accounts",
    "sunward.registry",
    "sunward.charter",
    "sunward.disclosure",
    "sunward.ballots",
    "sunward.meetings",
    "sunward.decisions",
    "sunward.elections",
    "sunward.money",
    "sunward.duties",
    "sunward.portal",
    "sunward.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "sunward.kernel.middleware.DatabaseAway",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sunward.kernel.middleware.Remembering",
]

ROOT_URLCONF = "sunward.config.urls"
WSGI_APPLICATION = "sunward.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "sunward.kernel.templatetags.sunward",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sunward.portal.context.shell",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "sunward.accounts.adapter.ClosedSignup"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # nobody needs an address to sign in
# Failed sign-ins are counted by address: behind a proxy by the one it reports, or everybody would share one count.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if INTERNET_FACING else 0
# Wrong passwords: five for one name in five minutes, whoever types them; twenty in a minute from one address. An office
# behind one address is kept out for a minute at most, and only by many mistakes of its own.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}
MFA_FORMS = {
    "add_webauthn": "sunward.accounts.forms.AddPasskey",
    "edit_webauthn": "sunward.accounts.forms.RenamePasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "sunward.config.storage.HashedStatic"},
}
WHITENOISE_USE_FINDERS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = INTERNET_FACING
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # a balancer asks the process itself, without https
SECURE_HSTS_SECONDS = 31_536_000 if INTERNET_FACING else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if INTERNET_FACING else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "WARNING")},
}
