"""我的证照: what one holds is one's own, is brought up to date, and goes when one is erased."""

from datetime import date

import pytest

from onewindow.accounts.erasure import erase_person
from onewindow.accounts.models import Person
from onewindow.files.storage import FileMissing, store
from onewindow.materials import demonstration
from onewindow.materials.models import Holding, RegisterEntry
from onewindow.materials.sources import Owner
from onewindow.materials.wallet import NotHeld, held_by, keep_document, known_answers, remove_document, wallet_of

pytestmark = pytest.mark.both_databases


def test_loading_twice_gives_nothing_twice(city):
    counted = (Holding.objects.count(), RegisterEntry.objects.count())
    demonstration.load()
    assert counted == (Holding.objects.count(), RegisterEntry.objects.count())


def test_the_wallet_shows_valid_documents_first_and_says_what_has_expired(li_na, at):
    entries = wallet_of(li_na, at=at)
    assert {"ID", "AUTH", "HOUSE"} <= {entry.document_type for entry in entries if entry.is_valid}
    assert entries[-1].document_type == "HEALTH"
    assert not entries[-1].is_valid


def test_the_same_document_kept_again_is_brought_up_to_date(li_na, at):
    first = keep_document(owner=li_na, document_type="FOOD", source="a", number="JY1", valid_until=date(2026, 5, 1), at=at)
    again = keep_document(owner=li_na, document_type="FOOD", source="b", number="JY1", valid_until=date(2031, 5, 1), at=at)
    another = keep_document(owner=li_na, document_type="FOOD", source="b", number="JY2", at=at)
    assert first.pk == again.pk != another.pk
    assert Holding.objects.get(pk=first.pk).valid_until == date(2031, 5, 1)


def test_a_document_of_another_owner_is_not_held(li_na, zhou_ping, at):
    mine = wallet_of(li_na, at=at)[0]
    assert held_by(li_na, mine.id, at=at) == mine
    with pytest.raises(NotHeld):
        held_by(zhou_ping, mine.id, at=at)
    with pytest.raises(NotHeld):
        remove_document(owner=zhou_ping, holding_id=mine.id)
    with pytest.raises(NotHeld):
        held_by(Owner.organisation(li_na.id), mine.id, at=at)
    remove_document(owner=li_na, holding_id=mine.id)
    assert mine.id not in {entry.id for entry in wallet_of(li_na, at=at)}


def test_a_wallet_points_only_to_files_of_its_owner(li_na, zhou_ping, at, settings, tmp_path):
    settings.ONEWINDOW_HOME = tmp_path
    theirs = store(owner=zhou_ping.id, data=b"%PDF-1.7\n%%EOF\n", name="a.pdf", at=at)
    with pytest.raises(FileMissing):
        keep_document(owner=li_na, document_type="LEASE", source="x", file=theirs.address, at=at)
    kept = keep_document(owner=zhou_ping, document_type="LEASE", source="x", file=theirs.address, at=at)
    assert held_by(zhou_ping, kept.pk, at=at).file == theirs.address


def test_what_valid_documents_say_need_not_be_typed(li_na, at):
    known = known_answers(li_na, at=at)
    area = known["holding:HOUSE.area"]
    assert (area.value, area.source, area.dated) == (86, "不动产登记", date(2023, 5, 22))
    assert known["holding:HOUSE.address"].value == "云陵市东市街 18 号"
    assert not [name for name in known if name.startswith("holding:HEALTH")]


def test_what_is_known_is_not_shown_by_accident(li_na, at):
    shown = repr(known_answers(li_na, at=at)) + repr(wallet_of(li_na, at=at))
    for secret in ("李娜", "东市街", "0018623", "9901001992"):
        assert secret not in shown


def test_erasing_a_person_empties_his_wallet_and_what_our_registers_say_of_him(li_na, zhou_ping, at):
    subject = Person.objects.get(pk=li_na.id).id_number_hash
    others = len(wallet_of(zhou_ping, at=at))
    erase_person(li_na.id, at)
    assert wallet_of(li_na, at=at) == []
    assert not RegisterEntry.objects.filter(subject_hash=subject).exists()
    assert len(wallet_of(zhou_ping, at=at)) == others
