"""Publishing: the same content is the same version, nothing is rewritten, running parts keep their item version."""

from datetime import UTC, datetime, timedelta

import pytest

from onewindow.catalog import demonstration, packaged, versions
from onewindow.catalog.models import CatalogueVersion, Publication, RecordVersion
from onewindow.core.terms import DocumentKey

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
WU_HAO = "01jzzzzzzzzzzzzzzzzzzzwuha"


def city_with(code, **changes):
    return [
        record._replace(body={**record.body, **changes}) if record.code == code else record
        for record in packaged.read(packaged.CITY)
    ]


def test_publishing_the_same_content_twice_is_the_same_version_and_rewrites_nothing():
    first = versions.publish(packaged.read(packaged.CITY), actor_id=WU_HAO, at=AT)
    counts = RecordVersion.objects.count(), Publication.objects.count()
    second = versions.publish(packaged.read(packaged.CITY), actor_id=WU_HAO, at=AT + timedelta(days=1))
    assert first == second
    assert (RecordVersion.objects.count(), Publication.objects.count()) == counts
    assert CatalogueVersion.objects.count() == 1


def test_a_changed_item_makes_a_new_version_and_stores_only_that_record():
    versions.publish(packaged.read(packaged.CITY), actor_id=WU_HAO, at=AT)
    before, records = versions.current(), RecordVersion.objects.count()
    versions.publish(city_with("B01", commitment=True), actor_id=WU_HAO, at=AT + timedelta(days=1))
    assert versions.current().hash != before.hash
    assert versions.current().terms("B01").commitment
    assert RecordVersion.objects.count() == records + 1


def test_a_running_part_keeps_the_terms_that_it_was_submitted_under():
    versions.publish(packaged.read(packaged.CITY), actor_id=WU_HAO, at=AT)
    bound = versions.current().item_version("B01")
    versions.publish(city_with("B01", commitment=True), actor_id=WU_HAO, at=AT + timedelta(days=1))
    assert not versions.terms_of_version(bound).commitment
    assert versions.current().item_version("B01") != bound


def test_a_version_applies_from_its_day_and_an_older_one_can_be_published_again():
    first = versions.publish(packaged.read(packaged.CITY), actor_id=WU_HAO, at=AT)
    later = AT.date() + timedelta(days=30)
    second = versions.publish(city_with("B01", visits=1), actor_id=WU_HAO, at=AT, effective_on=later)
    assert versions.current(AT + timedelta(days=1)).hash == first.hash
    assert versions.current(AT + timedelta(days=31)).hash == second.hash
    versions.publish(packaged.read(packaged.CITY), actor_id=WU_HAO, at=AT + timedelta(days=40))
    assert versions.current(AT + timedelta(days=41)).hash == first.hash


def test_what_is_read_from_the_database_is_what_was_published():
    versions.publish(packaged.read(packaged.CITY), actor_id=WU_HAO, at=AT)
    versions._CATALOGUES.clear()
    found = versions.current()
    assert found == packaged.city()
    assert list(found.questions) == list(packaged.city().questions)


def test_a_catalogue_that_does_not_hold_together_is_refused_with_every_place_at_once():
    broken = city_with("B01", department="nobody", fields=["never_asked"])
    with pytest.raises(versions.CatalogueBroken) as refused:
        versions.publish(broken, actor_id=WU_HAO, at=AT)
    assert any("nobody" in problem for problem in refused.value.problems)
    assert any("never_asked" in problem for problem in refused.value.problems)
    assert not CatalogueVersion.objects.exists()


def test_loading_the_demonstration_city_again_changes_nothing():
    demonstration.load(AT)
    versions.publish(city_with("B01", visits=1), actor_id=WU_HAO, at=AT + timedelta(days=1))
    edited = versions.current().hash
    demonstration.load(AT + timedelta(days=2))
    assert versions.current().hash == edited
    assert Publication.objects.count() == 2


def test_a_terms_record_of_another_source_is_stored_by_its_content():
    body = {
        "code": "X1",
        "name": "外来事项",
        "number_code": "9",
        "profile": "service",
        "department": "外地部门",
        "materials": [{"key": "FORM"}],
    }
    stored = versions.add_item(body)
    assert versions.add_item(dict(reversed(body.items()))) == stored
    assert versions.terms_of_version(stored).materials[0].key == DocumentKey("FORM")
