"""Signing on: by password everywhere, by one click on the demonstration site only."""

import pytest
from django.urls import reverse

from onewindow.accounts.demonstration import PASSWORD
from onewindow.accounts.models import User

LOG_IN, LOG_IN_AS, LOG_OUT = (reverse(f"accounts:{name}") for name in ("log_in", "log_in_as", "log_out"))


def test_the_page_lists_the_cast_by_what_they_do(city, client):
    page = client.get(LOG_IN).content.decode()
    for name in ("李娜", "王强", "陈涛", "赵敏", "刘洋", "何静", "孙丽", "吴昊", "郑洁", "周平"):
        assert name in page
    assert "综合窗口" in page
    assert PASSWORD not in page


@pytest.mark.parametrize(
    ("username", "door"), [("lina", "/"), ("wangqiang", "/counter/"), ("chentao", "/review/"), ("hejing", "/review/")]
)
def test_one_click_leads_to_ones_own_door(city, client, username, door):
    answer = client.post(LOG_IN_AS, {"username": username})
    assert (answer.status_code, answer["Location"]) == (302, door)
    assert client.session["_auth_user_id"] == str(User.objects.get(username=username).pk)


def test_one_click_does_not_exist_outside_the_demonstration(city, client, settings):
    settings.ONEWINDOW_DEMONSTRATION = False
    assert client.post(LOG_IN_AS, {"username": "lina"}).status_code == 404
    assert "_auth_user_id" not in client.session
    assert "李娜" not in client.get(LOG_IN).content.decode()


def test_one_click_is_for_invented_people_only(city, client):
    User.objects.create_user("somebody", "a long password of his own")
    assert client.post(LOG_IN_AS, {"username": "somebody"}).status_code == 404
    assert client.post(LOG_IN_AS, {"username": "nobody"}).status_code == 404


def test_one_click_needs_a_click(city, client):
    assert client.get(LOG_IN_AS, {"username": "lina"}).status_code == 405
    assert client.get(LOG_OUT).status_code == 405


def test_the_right_password_signs_on(city, client):
    assert client.post(LOG_IN, {"username": "lina", "password": PASSWORD}).status_code == 302
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"username": "lina", "password": "wrong"}, "用户名或密码不对"),
        ({"username": "nobody", "password": "wrong"}, "用户名或密码不对"),
        ({"username": "lina", "password": ""}, "请填密码"),
        ({}, "请填用户名"),
    ],
)
def test_what_is_wrong_is_said_and_the_user_name_stays(city, client, typed, words):
    answer = client.post(LOG_IN, typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "错误：" in page
    if typed.get("username"):
        assert f'value="{typed["username"]}"' in page
    assert 'value="wrong"' not in page


def test_a_closed_account_cannot_sign_on(city, client):
    User.objects.filter(username="lina").update(is_active=False)
    assert "用户名或密码不对" in client.post(LOG_IN, {"username": "lina", "password": PASSWORD}).content.decode()
    assert client.post(LOG_IN_AS, {"username": "lina"}).status_code == 404


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(city, client, target):
    assert client.post(LOG_IN_AS, {"username": "lina", "next": target})["Location"] == "/"


def test_one_goes_on_to_the_page_one_wanted(city, client):
    assert client.post(LOG_IN_AS, {"username": "lina", "next": "/language/"})["Location"] == "/language/"


def test_logging_out_ends_the_session(city, client):
    client.post(LOG_IN_AS, {"username": "lina"})
    client.post(LOG_OUT)
    assert "_auth_user_id" not in client.session
