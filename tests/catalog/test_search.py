"""Search: what people type finds what they mean, the same on every database."""

from datetime import UTC, datetime

import pytest

from onewindow.catalog import packaged, versions
from onewindow.catalog.search import search
from onewindow.catalog.tokens import words

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def _published(db):
    versions.publish(packaged.read(packaged.CITY), actor_id="", at=datetime(2026, 3, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("想开个小饭馆", "E05"),
        ("开饭店", "E05"),
        ("我想开一家饭馆", "E05"),
        ("上户口", "G03"),
        ("孩子上户口", "G03"),
        ("spjy", "B01"),
        ("shipinjingying", "B01"),
        ("食品经营许可证怎么办", "B01"),
        ("身份证丢了", "C08"),
        ("健康证", "B21"),
        ("买二手房", "C03"),
        ("b01", "B01"),
        ("open a restaurant", "E05"),
        ("退休", "C02"),
        ("公积金贷款", "G14"),
        ("护照", "G11"),
    ],
)
def test_what_people_type_finds_what_they_mean(typed, code):
    assert search(typed)[0].code == code


def test_nothing_typed_finds_nothing_and_nonsense_does_not_fail():
    assert search("") == []
    assert search("的") == []
    assert search("%_' OR 1=1 --") == []
    assert search("饭" * 5000) is not None


def test_no_more_answers_than_asked_for_best_first():
    hits = search("许可", 5)
    assert len(hits) == 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_names_of_hits_follow_the_language():
    assert search("spjy", lang="en")[0].name == "Food business licence (catering)"


def test_empty_words_do_not_count():
    assert words("我想办理的") == []
