"""Keys are made once and never overwritten."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onewindow.config.keys import read_or_make_key


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "sealing.key"
    key = read_or_make_key(path)
    assert len(key) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_or_make_key(path) == key
    assert [found.name for found in path.parent.iterdir()] == ["sealing.key"]


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(read_or_make_key, [tmp_path / "sealing.key"] * 32))
    assert len(keys) == 1


def test_a_damaged_key_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "sealing.key"
    path.write_text("abcd\n")
    with pytest.raises(ValueError, match="32 bytes"):
        read_or_make_key(path)
    assert path.read_text() == "abcd\n"
