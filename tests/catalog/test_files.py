"""Files are the import and export form: what is exported reads as the same version."""

from datetime import UTC, datetime

import pytest

from onewindow.catalog import packaged, versions
from onewindow.catalog.content import catalogue_of
from onewindow.catalog.models import Publication
from onewindow.cli.main import main


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


def test_the_shipped_files_are_as_an_export_writes_them(tmp_path):
    packaged.write(packaged.read(packaged.CITY), tmp_path)
    for path in tmp_path.rglob("*.json"):
        assert path.read_text() == (packaged.CITY / path.relative_to(tmp_path)).read_text(), path.name


@pytest.mark.django_db
def test_the_command_publishes_a_directory_once_and_exports_it(tmp_path, capsys):
    assert main(["catalogue", "export", str(tmp_path)]) == 1
    assert "no catalogue is published" in capsys.readouterr().err
    assert main(["catalogue", "publish", str(packaged.CITY), "--notes", "first"]) == 0
    assert main(["catalogue", "publish", str(packaged.CITY)]) == 0
    assert Publication.objects.count() == 1
    assert main(["catalogue", "export", str(tmp_path)]) == 0
    assert catalogue_of(packaged.read(tmp_path)).hash == versions.current().hash


@pytest.mark.django_db
def test_the_command_publishes_nothing_that_does_not_hold_together_and_names_the_place(tmp_path, capsys):
    packaged.write(packaged.read(packaged.CITY), tmp_path)
    item = tmp_path / "items" / "B01.json"
    item.write_text(item.read_text().replace('"department": "fire"', '"department": "nobody"'))
    assert main(["catalogue", "publish", str(tmp_path)]) == 1
    assert "item B01: no department nobody" in capsys.readouterr().err
    assert main(["catalogue", "publish", str(tmp_path / "nowhere")]) == 1
    assert "cannot be read" in capsys.readouterr().err
    assert not Publication.objects.exists()
