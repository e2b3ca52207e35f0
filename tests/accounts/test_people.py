"""People: known by number once, shown masked, forgotten on request."""

import logging
from datetime import UTC, date, datetime

import pytest

from onewindow.accounts import erasure
from onewindow.accounts.demonstration import invented_id_number
from onewindow.accounts.erasure import ErasureRefused, erase_person
from onewindow.accounts.models import Membership, Person, Post, User
from onewindow.accounts.numbers import NumberRefused
from onewindow.accounts.people import register_person
from onewindow.files.storage import store

AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
NUMBER = invented_id_number(date(1992, 3, 15), 284)
PDF = b"%PDF-1.7\ntrailer<<>>\n%%EOF\n"

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def li_na():
    return register_person(name=" 李娜 ", id_number=NUMBER, phone="13800000012", at=AT)


def test_a_person_is_one_row_however_the_number_is_typed(li_na):
    again = register_person(name="李娜", id_number=f" {NUMBER[:6]} {NUMBER[6:]}".lower(), at=AT)
    assert again.pk == li_na.pk == Person.by_id_number(NUMBER).pk
    assert len(li_na.pk) == 26


def test_a_person_with_a_false_number_is_not_registered():
    with pytest.raises(NumberRefused):
        register_person(name="李娜", id_number=NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2"), at=AT)
    assert not Person.objects.exists()


def test_a_person_is_shown_masked_and_never_in_a_log(li_na, caplog):
    assert (li_na.masked_name, li_na.masked_phone) == ("李*", "138****0012")
    assert li_na.masked_id_number == f"990100********{NUMBER[-4:]}"
    account = User.objects.create_user("lina", person=li_na)
    with caplog.at_level(logging.INFO):
        logging.getLogger("onewindow").info("%s %r %s %r", li_na, li_na, account, account)
    assert "李" not in caplog.text
    assert NUMBER not in caplog.text
    assert "lina" not in caplog.text


def test_erasing_a_person_empties_what_is_sealed_and_keeps_the_id(cast):
    account = cast("lina")
    person_id = account.person_id
    stored = store(owner=person_id, data=PDF, name="李娜的合同.pdf", at=AT)
    erase_person(person_id, AT)
    person = Person.objects.get(pk=person_id)
    assert (person.name, person.id_number, person.phone, person.id_number_hash) == ("", "", "", None)
    assert person.erased_at == AT
    account.refresh_from_db()
    assert not account.is_active
    assert not account.has_usable_password()
    assert "lina" not in account.username
    stored.refresh_from_db()
    assert stored.name == ""
    assert (person.masked_name, person.masked_id_number) == ("", "")
    with pytest.raises(Person.DoesNotExist):
        Person.by_id_number(NUMBER)


def test_erasing_twice_is_erasing_once(li_na):
    erase_person(li_na.pk, AT)
    erase_person(li_na.pk, AT.replace(year=2027))
    assert Person.objects.get(pk=li_na.pk).erased_at == AT


def test_an_erased_person_holds_no_post_and_acts_for_no_firm(cast):
    clerk, member = cast("wangqiang"), cast("tangxiaoyu")
    erase_person(clerk.person_id, AT)
    erase_person(member.person_id, AT)
    assert not Post.objects.filter(person=clerk.person, until_on=None).exists()
    assert not Membership.objects.filter(person=member.person).exists()


def test_erasure_is_refused_with_every_reason_and_changes_nothing(li_na, monkeypatch):
    monkeypatch.setattr(erasure, "erasure_guards", [lambda _: "还有办件没有办完", lambda _: None, lambda _: "证照还有效"])
    with pytest.raises(ErasureRefused) as refused:
        erase_person(li_na.pk, AT)
    assert refused.value.reasons == ["还有办件没有办完", "证照还有效"]
    assert Person.objects.get(pk=li_na.pk).name == "李娜"


def test_a_person_who_was_erased_may_come_back_as_a_new_one(li_na):
    erase_person(li_na.pk, AT)
    assert register_person(name="李娜", id_number=NUMBER, at=AT).pk != li_na.pk
