"""Bytes that only this installation can read, and hashes that only it can make; what is sealed is another module's business.

Sealed bytes are AES-256-GCM: one byte that names the form, 12 random bytes, then the cipher text with its tag. Each purpose has
its own key, derived from the installation's key by HKDF-SHA256, so that no bytes of one purpose are valid in another.
"""

import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

FORM = b"\x01"
NONCE_BYTES = 12
TAG_BYTES = 16


class SealBroken(ValueError):
    """Bytes that were not sealed here, for this purpose and context, or that were changed since."""


def seal(data: bytes, *, purpose: str = "column", context: str = "") -> bytes:
    """Encrypt `data`; equal data gives different bytes each time. `context` must be given again to unseal, and is not kept."""
    nonce = os.urandom(NONCE_BYTES)
    return FORM + nonce + _cipher(settings.ONEWINDOW_KEY, purpose).encrypt(nonce, data, context.encode())


def unseal(sealed: bytes, *, purpose: str = "column", context: str = "") -> bytes:
    """The bytes that were sealed with this purpose and context. Raises SealBroken."""
    if sealed[:1] != FORM or len(sealed) < len(FORM) + NONCE_BYTES + TAG_BYTES:
        raise SealBroken("these bytes were not sealed by this installation")
    nonce, cipher_text = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return _cipher(settings.ONEWINDOW_KEY, purpose).decrypt(nonce, cipher_text, context.encode())
    except InvalidTag as error:
        raise SealBroken(f"the seal of these bytes ({purpose}) does not hold") from error


def keyed_hash(text: str, purpose: str) -> str:
    """64 hexadecimal digits of HMAC-SHA256: equal for equal text and purpose, meaningless without the installation's key."""
    return hmac.new(_subkey(settings.ONEWINDOW_KEY, f"hash:{purpose}"), text.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=64)
def _subkey(key: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), length=32, salt=None, info=f"onewindow:{purpose}".encode()).derive(key)


@lru_cache(maxsize=64)
def _cipher(key: bytes, purpose: str) -> AESGCM:
    return AESGCM(_subkey(key, f"seal:{purpose}"))
