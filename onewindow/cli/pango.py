"""Whether the system has Pango, without which no document can be set in type; a Python package cannot bring it."""

import ctypes
import ctypes.util

LIBRARIES = {
    "pango-1.0": "libpango-1.0.so.0",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "fontconfig": "libfontconfig.so.1",
}
APT_LINE = "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk"


def missing_libraries() -> list[str]:
    """The names of the system's libraries that typesetting needs and that cannot be opened here."""
    return [name for name, file in LIBRARIES.items() if not _opens(name, file)]


def _opens(name: str, file: str) -> bool:
    for candidate in (file, ctypes.util.find_library(name)):
        if candidate is None:
            continue
        try:
            ctypes.CDLL(candidate)
        except OSError:
            continue
        return True
    return False
