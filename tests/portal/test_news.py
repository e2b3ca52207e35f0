"""A draft waits while the catalogue goes on: what changed is told before it is sent."""

import copy
from datetime import timedelta

from django.urls import reverse

from onewindow.accounts.models import User
from onewindow.catalog import packaged, versions
from onewindow.portal.drafts import save_answers
from onewindow.portal.models import Draft
from onewindow.portal.news import what_changed
from tests.portal.conftest import MONDAY


def publish_a_shorter_promise():
    records = []
    for record in packaged.read(packaged.CITY):
        body = copy.deepcopy(dict(record.body))
        if (record.kind, record.code) == ("item", "B06"):
            body["limits"]["promised"]["days"] = 8
            body["materials"] = [one for one in body["materials"] if not one["key"].startswith("WATERTEST")]
        records.append(type(record)(record.kind, record.code, body))
    return versions.publish(records, actor_id="", at=MONDAY - timedelta(minutes=1))


def test_a_draft_is_told_what_the_new_version_changes_until_it_is_saved_again(li_na):
    draft = Draft.objects.create(
        person_id=User.objects.get(username="lina").person_id,
        applicant=User.objects.get(username="lina").person_id,
        applicant_kind="person",
        code="B06",
        catalogue=versions.current().hash,
        content={"answers": {}},
        saved_at=MONDAY,
    )
    assert what_changed(draft.catalogue, versions.current(), "B06") == ()
    publish_a_shorter_promise()
    told = what_changed(draft.catalogue, versions.current(), "B06")
    assert [sentence for sentence in told if "不再要排水水质检测报告" in sentence]
    assert [sentence for sentence in told if "从 10 天变成 8 天" in sentence]
    assert "您上次保存以后，这件事有变化" in li_na.get(reverse("portal:task", args=[draft.pk])).content.decode()
    save_answers(draft, {"by_agent": False}, at=MONDAY)
    assert "您上次保存以后，这件事有变化" not in li_na.get(reverse("portal:task", args=[draft.pk])).content.decode()


def test_an_unknown_old_version_tells_nothing(city):
    assert what_changed("", versions.current(), "E05") == ()
    assert what_changed("0" * 64, versions.current(), "E05") == ()
