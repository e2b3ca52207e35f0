from datetime import UTC, datetime

import pytest

from onewindow.accounts import demonstration as accounts
from onewindow.accounts.models import User
from onewindow.materials import demonstration as materials
from onewindow.materials.sources import Owner


@pytest.fixture
def at():
    return datetime(2026, 4, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def city(db):
    accounts.load()
    materials.load()


@pytest.fixture
def li_na(city):
    return Owner.person(User.objects.get(username="lina").person_id)


@pytest.fixture
def zhou_ping(city):
    return Owner.person(User.objects.get(username="zhouping").person_id)
