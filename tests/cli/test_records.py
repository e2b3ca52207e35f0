"""`onewindow walk --records`: real records go through their own procedure, and what differs or is broken is told by its line."""

import gzip
import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onewindow.cases.models import Part
from onewindow.catalog import packaged
from onewindow.catalog.profiles import guangdong
from onewindow.certs.models import Document
from onewindow.cli.installation import CommandFailed
from onewindow.cli.walking import city, counting, records
from onewindow.cli.walking.record import ROUTES, Way, take
from tests.cli.test_plan_and_clock import WORKDAY_CLOCK
from tests.cli.test_walk import walked

REAL = Path(__file__).parents[3] / "shared" / "data" / "items-guangdong" / "items.jsonl.gz"
AT = datetime(2026, 4, 9, 1, 20, tzinfo=UTC)
RECORD = {
    "task_code": "11990100X00019999W2440101007000",
    "name": "教师资格认定",
    "task_type_code": "07",
    "department": "某市教育局",
    "statutory_limit": "30(自然日)",
    "promised_limit": "20(自然日)",
    "visits": 1,
    "co_department": "省级教育（审核,决定与公开）、市级教育（受理）",
    "applicants": ["自然人", "企业法人"],
    "materials": ["申请表", "身份证明"],
}


def written(path: Path, *lines: object) -> Path:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in lines))
    return path


def way_of(route: str = "", *, seal: bool = False, **changes: object) -> Way:
    return Way(guangdong.imported(1, {**RECORD, **changes}), AT, route, seal)


@pytest.fixture
def counter():
    """The stored calendar and the city's departments, with the one of the record."""
    city.load_city()
    records.found_departments([way_of().record])
    return counting.counter_of(packaged.city_calendar_body())


def chosen(lines: list[str]) -> list[str]:
    """40 records: some of each kind, of those with partners, with odd credit codes, long bodies' names, many materials."""
    read = [json.loads(line) for line in lines]
    kinds: Counter[str] = Counter()
    found: dict[int, str] = {}
    for index, record in enumerate(read):
        kinds[record["task_type_code"]] += 1
        odd = record["task_code"][:2] in ("13", "TE") or len(record["department"]) > 24 or len(record["materials"]) > 16
        few = kinds[record["task_type_code"]] <= 2
        if few or odd or (record["co_department"] and index % 4 == 0):
            found[index] = lines[index]
    rest = [index for index in range(0, len(read), 59) if index not in found]
    return [*found.values(), *(lines[index] for index in rest)][:40]


@pytest.mark.skipif(not REAL.exists(), reason="the real records are not beside this checkout")
def test_real_records_of_every_kind_come_through(tmp_path):
    lines = chosen(gzip.decompress(REAL.read_bytes()).decode().splitlines())
    done = walked(tmp_path, "--records", str(written(tmp_path / "records.jsonl", *lines)), "--json")
    told = json.loads(done.stdout)
    assert told["not_through"] == []
    assert (done.returncode, told["total"], told["through"]) == (0, 40, 40)
    assert {row["profile"] for row in told["table"]} == set(guangdong.PROFILES.values())
    assert {row["limit_source"] for row in told["table"]} == {"record", "profile"}
    assert sum(row["records"] for row in told["table"]) == 40
    assert told["reviews"] >= 8
    assert told["documents"] > 20
    assert "40/40" in done.stderr, "a progress bar"


@pytest.mark.django_db
def test_a_broken_line_is_told_and_does_not_stop_the_others(tmp_path, capsys):
    second = {**RECORD, "task_code": "11990100X00019999W2440101007001", "task_type_code": "21", "materials": []}
    path = written(tmp_path / "records.jsonl", RECORD, "{not json", {**RECORD, "name": "坏的", "task_code": "1"}, "", second)
    assert records.walk(path, as_json=True) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["total"], told["through"]) == (4, 2)
    assert [(one["line"], one["name"]) for one in told["not_through"]] == [(2, ""), (3, "坏的")]
    assert all(one["reason"] for one in told["not_through"])


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\x00", None])
def test_a_file_that_cannot_be_read_is_refused_with_a_message(tmp_path, content):
    path = tmp_path / "records.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandFailed, match=r"records\.jsonl"):
        records.read_all(path)


def test_a_damaged_archive_is_refused_with_a_message(tmp_path):
    whole = gzip.compress((json.dumps(RECORD) + "\n").encode() * 200)
    for damaged in (whole[:-20], whole[:40] + b"\x00\x01\x02" + whole[43:], b"no archive"):
        (tmp_path / "records.jsonl.gz").write_bytes(damaged)
        with pytest.raises(CommandFailed, match="cannot be read"):
            records.read_all(tmp_path / "records.jsonl.gz")


ENDS = {
    "": ("closed", ["W01", "W03", "W14", "W16", "W17"]),
    "correction": ("closed", ["W01", "W02", "W03", "W14", "W16", "W17"]),
    "not_accepted": ("not_accepted", ["W01", "W04"]),
    "refused": ("refused", ["W01", "W03", "W15"]),
    "withdrawn": ("withdrawn", ["W01", "W20"]),
    "withdrawn_in_review": ("withdrawn", ["W01", "W03", "W20"]),
}


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_record_goes_by_each_route_with_its_documents(counter):
    assert set(ENDS) == {"", *ROUTES}
    for route, (ends, papers) in ENDS.items():
        done = take(way_of(route, seal=True), counter)
        assert (route, done.reason, done.verified) == (route, "", 2)
        part = Part.objects.latest("pk")
        documents = list(Document.objects.filter(part_id=part.pk))
        assert (part.status, sorted(document.kind for document in documents)) == (ends, papers)
        assert {document.item for document in documents} == {"教师资格认定"}
        assert {document.department for document in documents} == {"某市教育局"}
        assert not any(document.title.startswith("R") for document in documents)


@pytest.mark.django_db
def test_an_adjudication_hears_the_other_party(counter):
    done = take(way_of(seal=True, task_type_code="09", co_department=None), counter)
    assert done.reason == ""
    assert "W12" in Document.objects.values_list("kind", flat=True)


@pytest.mark.django_db
def test_a_last_day_that_is_not_the_counted_one_is_told(counter):
    way = way_of()
    other = replace(way, record=replace(way.record, record={**RECORD, "promised_limit": "19(自然日)"}))
    assert "promised ends on" in take(other, counter).reason


@pytest.mark.django_db
def test_a_document_that_is_lacking_is_told(counter):
    unsealable = RECORD["task_code"].replace("X", "/")
    done = take(way_of("refused", seal=True, task_type_code="21", task_code=unsealable), counter)
    assert "lacking ['W01', 'W03', 'W15'], beyond []" in done.reason


def test_one_in_twenty_leaves_the_straight_way_by_each_route_in_turn_and_one_in_twenty_is_sealed():
    listed = [guangdong.imported(number, {**RECORD, "task_type_code": "21"}) for number in range(1, 401)]
    ways = records.plan_ways(listed, AT)
    assert sum(way.seal for way in ways) == sum(bool(way.route) for way in ways) == 20
    assert Counter(way.route for way in ways if way.route) == dict.fromkeys(ROUTES, 4)
    assert {way.route for way in ways if way.seal} == {"", *ROUTES}
    assert [way.begins_at for way in ways] == sorted(way.begins_at for way in ways)
    without = records.plan_ways([guangdong.imported(1, {**RECORD, "materials": []})] * 2, AT)
    assert without[1].route == "refused", "nothing to correct where nothing is asked for"


@pytest.mark.parametrize(("start", "days", "due"), WORKDAY_CLOCK)
def test_the_second_count_knows_the_same_vectors(start, days, due):
    counted = counting.counter_of(packaged.city_calendar_body()).last_day(date.fromisoformat(start), counting.Period(days, True))
    assert counted == date.fromisoformat(due)


def test_the_second_count_comes_from_nowhere_near_core():
    program = (
        "import sys, onewindow.cli.walking.counting; print([name for name in sys.modules if name.startswith('onewindow.c')])"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "onewindow.cli.walking.counting" in loaded
    assert "onewindow.core" not in loaded
