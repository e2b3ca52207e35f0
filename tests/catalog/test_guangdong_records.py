"""The import profile of real records: each its own item with its own body, materials, limits and partners."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from onewindow.catalog.profiles import guangdong
from onewindow.core.terms import Limit, Unit

RECORDS = Path(__file__).parents[3] / "shared" / "data" / "items-guangdong" / "items.jsonl.gz"
RECORD = {
    "task_code": "11440000006940140E3440107001000",
    "name": "教师资格认定",
    "task_type_code": "07",
    "department": "某省教育厅",
    "statutory_limit": "30(自然日)",
    "promised_limit": "20(自然日)",
    "visits": 1,
    "co_department": "省级司法（审核,决定与公开）、市级司法（受理）",
    "materials": ["申请表", "身份证明；", "身份证明"],
}


def test_a_record_becomes_an_item_with_its_own_limit_and_partners():
    found = guangdong.imported(1, RECORD)
    assert found.terms.profile == "confirmation"
    assert found.terms.statutory == Limit(30, Unit.CALENDAR_DAY, "事项记录")
    assert found.limit_source == "record"
    assert [(review.department, review.role) for review in found.terms.reviews] == [
        ("省级司法", "review,decide"),
        ("市级司法", "receive"),
    ]


def test_the_same_document_name_has_the_same_key_and_is_asked_for_once():
    found = guangdong.imported(1, RECORD)
    assert len(found.terms.materials) == 2
    assert "lists 身份证明 twice; it is asked for once" in found.problems
    other = guangdong.imported(2, {**RECORD, "task_code": "1" * 31, "materials": ["身份证明"]})
    assert other.terms.materials[0].key == found.terms.materials[1].key


def test_where_the_record_has_no_limit_the_laws_or_the_profiles_is_used_and_it_says_which():
    permit = guangdong.imported(1, {**RECORD, "task_type_code": "01", "statutory_limit": None, "promised_limit": None})
    service = guangdong.imported(1, {**RECORD, "task_type_code": "21", "statutory_limit": None, "promised_limit": None})
    assert (permit.terms.statutory, permit.limit_source) == (None, "law")
    assert (service.terms.statutory, service.limit_source) == (None, "profile")


def test_a_promise_longer_than_the_law_is_reported_and_not_taken():
    found = guangdong.imported(1, {**RECORD, "promised_limit": "40(自然日)"})
    assert found.terms.promised is None
    assert "promises 40 days" in " ".join(found.problems)


def test_a_partner_list_of_another_form_is_reported_and_not_guessed():
    found = guangdong.imported(1, {**RECORD, "co_department": "省级司法"})
    assert found.terms.reviews == ()
    assert found.problems


def test_a_credit_code_that_fails_its_check_is_reported_and_taken_as_it_stands():
    sound = guangdong.imported(1, {**RECORD, "task_code": "11440000006939756B2440101007000"})
    odd = guangdong.imported(2, {**RECORD, "task_code": "13440000515356094L2442199643000"})
    assert "fails its check" not in " ".join(sound.problems)
    assert "13440000515356094L fails its check" in " ".join(odd.problems)
    assert odd.terms.department == "13440000515356094L"


@pytest.mark.parametrize(
    "change",
    [{"name": None}, {"name": ""}, {"department": " "}, {"task_code": "1144"}, {"task_type_code": "99"}, {"materials": [7]}],
)
def test_a_line_that_is_no_record_is_named_with_its_number(change):
    with pytest.raises(guangdong.UnreadableRecord) as refused:
        guangdong.read_line(7, json.dumps({**RECORD, **change}))
    assert refused.value.number == 7
    assert str(refused.value)


def test_a_record_says_whether_persons_or_bodies_apply_and_what_its_documents_are_called():
    both = guangdong.imported(1, {**RECORD, "applicants": ["自然人", "企业法人"]})
    assert both.body["applicants"] == ["person", "firm"]
    assert guangdong.imported(1, {**RECORD, "applicants": ["行政机关"]}).body["applicants"] == ["firm"]
    assert set(both.body["document_names"].values()) == {"申请表", "身份证明；", "教师资格认定办理结果"}


def test_a_file_that_is_no_list_of_records_is_named_with_its_line(tmp_path):
    broken = tmp_path / "items.jsonl"
    broken.write_text(json.dumps(RECORD) + "\n{not json\n")
    with pytest.raises(guangdong.UnreadableRecords, match="line 2"):
        list(guangdong.read(broken))
    with pytest.raises(guangdong.UnreadableRecords):
        list(guangdong.read(tmp_path / "missing.jsonl.gz"))


@pytest.mark.skipif(not RECORDS.exists(), reason="the real records are not beside this checkout")
def test_every_real_record_comes_in_as_it_stands():
    found = list(guangdong.read(RECORDS))
    raw = [json.loads(line) for line in gzip.decompress(RECORDS.read_bytes()).splitlines()]
    assert len(found) == len(raw) == 1467
    assert {len(record.terms.code) for record in found} == {31, 33}
    assert sum(len(record.terms.materials) for record in found) == sum(len(record["materials"]) for record in raw)
    assert sum(bool(record.terms.reviews) for record in found) == 55
    assert Counter(record.limit_source for record in found) == {"record": 993, "profile": 474}
    assert {record.terms.profile for record in found} == set(guangdong.PROFILES.values())
