"""Columns whose values are sealed in the database: text and JSON. They can be emptied, and asked only whether they are null."""

import json
import zlib
from typing import Any

from django.db import models

from onewindow.files.sealing import seal, unseal

SHORT = 256
"""Bytes of JSON that are not worth deflating."""
DEFLATED = b"\x78"
"""How what zlib wrote begins; JSON never begins so."""


class _SealedField(models.Field):
    """A value in Python, sealed bytes in the database. Equal values differ in the database, so no look-up by value exists."""

    empty_strings_allowed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        sealed = super().get_db_prep_value(value, connection, prepared)
        return None if sealed is None else connection.Database.Binary(sealed)

    def value_to_string(self, obj: models.Model) -> str:
        """Nothing: a dump of the database as text carries no sealed value."""
        return ""


class SealedTextField(_SealedField):
    """Text; the empty text is stored as no bytes, so that a row without it can be told from outside (erasure)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def from_db_value(self, stored: Any, expression: Any, connection: Any) -> str | None:
        if stored is None:
            return None
        return unseal(bytes(stored)).decode() if stored else ""

    def get_prep_value(self, value: Any) -> bytes | None:
        if value is None:
            return None
        return seal(str(value).encode()) if value else b""


class SealedJSONField(_SealedField):
    """What JSON can hold; an empty object is stored as no bytes, a long value deflated before it is sealed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def from_db_value(self, stored: Any, expression: Any, connection: Any) -> Any:
        if stored is None:
            return None
        if not stored:
            return {}
        written = unseal(bytes(stored))
        return json.loads(zlib.decompress(written) if written[:1] == DEFLATED else written)

    def get_prep_value(self, value: Any) -> bytes | None:
        if value is None:
            return None
        if value == {}:
            return b""
        written = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
        return seal(zlib.compress(written, 1) if len(written) > SHORT else written)
