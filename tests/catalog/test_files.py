"""Files are the import and export form: what is exported reads as the same version."""

from datetime import UTC, datetime

import pytest

from onewindow.catalog import packaged, versions
from onewindow.catalog.content import catalogue_of


@pytest.mark.django_db
def test_what_is_exported_is_the_same_version_when_it_is_read(tmp_path):
    version = versions.publish(packaged.read(packaged.CITY), actor_id="", at=datetime(2026, 3, 2, tzinfo=UTC))
    packaged.write(versions.records_of(version.hash), tmp_path)
    assert catalogue_of(packaged.read(tmp_path)).hash == version.hash


def test_a_directory_that_is_no_catalogue_is_named(tmp_path):
    with pytest.raises(packaged.UnreadableCatalogue, match=r"documents\.json"):
        packaged.read(tmp_path)
    (tmp_path / "documents.json").write_text("[")
    with pytest.raises(packaged.UnreadableCatalogue, match=r"documents\.json"):
        packaged.read(tmp_path)
