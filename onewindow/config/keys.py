"""Secret keys as files: made once, readable by their owner only, never overwritten."""

import os
import secrets
import tempfile
from pathlib import Path

KEY_BYTES = 32


def read_or_make_key(path: Path) -> bytes:
    """The 32 bytes in `path`; a new random key is written there (mode 600) if there is none.

    Two processes that start at once agree on one key: the file appears whole, by a link that fails if it is already there.
    Raises ValueError when the file does not hold 32 bytes as hexadecimal text.
    """
    if not path.exists():
        _make(path)
    key = bytes.fromhex(path.read_text().strip())
    if len(key) != KEY_BYTES:
        raise ValueError(f"{path} does not hold a key of {KEY_BYTES} bytes")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(unfinished)
