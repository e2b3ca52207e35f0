"""The settings of the tests: a home of their own that is removed at the end, and cheap password hashes."""

import atexit
import os
import shutil
import tempfile

if "ONEWINDOW_TESTS_HOME" not in os.environ:
    # Processes that pytest-xdist starts inherit the variable, and the first one removes the folder.
    os.environ["ONEWINDOW_TESTS_HOME"] = tempfile.mkdtemp(prefix="onewindow-tests-")
    atexit.register(shutil.rmtree, os.environ["ONEWINDOW_TESTS_HOME"], ignore_errors=True)
os.environ["ONEWINDOW_HOME"] = os.environ["ONEWINDOW_TESTS_HOME"]

from onewindow.config.settings import *  # noqa: F403
from onewindow.config.settings import DATABASES, ONEWINDOW_HOME, STORAGES

ONEWINDOW_DEMONSTRATION = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file and not memory: two connections at once then behave as in an installation.
    DATABASES["default"]["TEST"] = {"NAME": str(ONEWINDOW_HOME / "tests.sqlite3")}
