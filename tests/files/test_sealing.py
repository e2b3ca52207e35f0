"""Sealed bytes and columns: readable here only, and never by accident."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from onewindow.accounts.models import Person
from onewindow.files.models import StoredFile
from onewindow.files.sealing import SealBroken, keyed_hash, seal, unseal
from onewindow.materials.models import Holding

AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)


def test_what_is_sealed_can_be_unsealed_and_differs_each_time():
    assert unseal(seal("李娜".encode())) == "李娜".encode()
    assert seal(b"same") != seal(b"same")


@pytest.mark.parametrize("position", [0, 1, 5, 13, 20, -1])
def test_a_changed_byte_breaks_the_seal(position):
    sealed = bytearray(seal(b"eighty-six square metres"))
    sealed[position] ^= 1
    with pytest.raises(SealBroken):
        unseal(bytes(sealed))


def test_bytes_of_one_purpose_or_context_are_not_valid_in_another():
    with pytest.raises(SealBroken):
        unseal(seal(b"x", purpose="file"))
    with pytest.raises(SealBroken):
        unseal(seal(b"x", context="a"), context="b")


def test_another_installation_cannot_unseal_or_hash_alike(settings):
    sealed, hashed = seal(b"x"), keyed_hash("990100", "id_number")
    settings.ONEWINDOW_KEY = bytes(32)
    assert keyed_hash("990100", "id_number") != hashed
    with pytest.raises(SealBroken):
        unseal(sealed)


def test_hashes_of_two_purposes_differ():
    assert keyed_hash("1", "id_number") != keyed_hash("1", "credit_code")
    assert len(keyed_hash("1", "id_number")) == 64


@pytest.mark.django_db
def test_a_sealed_column_holds_no_readable_text():
    person = Person.objects.create(name="李娜", phone="13800000012", created_at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, id_number FROM accounts_person WHERE id = %s", [person.pk])
        name, phone, id_number = (bytes(value) for value in cursor.fetchone())
    assert "李娜".encode() not in name
    assert b"138" not in phone
    assert id_number == b""
    assert Person.objects.get(pk=person.pk).name == "李娜"


@pytest.mark.django_db
def test_sealed_json_comes_back_as_it_was_given():
    facts = {"area": 86, "address": "东市街 18 号", "floors": [1, 2]}
    holding = Holding.objects.create(
        owner_kind="person", owner_id="p", document_type="HOUSE", source="不动产登记", facts=facts, added_at=AT
    )
    assert Holding.objects.get(pk=holding.pk).facts == facts
    Holding.objects.filter(pk=holding.pk).update(facts={})
    assert Holding.objects.get(pk=holding.pk).facts == {}


@pytest.mark.parametrize("question", [{"name": "李娜"}, {"name__contains": "李"}, {"name__in": ["李娜"]}])
def test_a_sealed_column_cannot_be_searched(question):
    with pytest.raises(FieldError):
        Person.objects.filter(**question)


def test_a_sealed_column_is_neither_dumped_nor_offered_in_forms():
    field = Person._meta.get_field("name")
    person = Person(name="李娜")
    assert field.value_to_string(person) == ""
    assert not field.editable


def test_no_model_shows_what_it_seals():
    shown = "".join(
        f"{row!r}{row}"
        for row in (
            Person(name="李娜", id_number="990100199203152844", phone="13800000012"),
            StoredFile(address="a" * 64, name="李娜身份证.pdf", size=1, content_type="application/pdf", owner="p"),
            Holding(document_type="HOUSE", number="云（2023）0018623", facts={"address": "东市街 18 号"}),
        )
    )
    for secret in ("李娜", "990100199203152844", "13800000012", "0018623", "东市街"):
        assert secret not in shown
