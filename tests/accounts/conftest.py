import pytest

from onewindow.accounts import demonstration
from onewindow.accounts.models import User


@pytest.fixture
def city(db, settings):
    """The invented city with its cast, as on the demonstration site."""
    settings.ONEWINDOW_DEMONSTRATION = True
    demonstration.load()


@pytest.fixture
def cast(city):
    """An account of the cast by its user name."""
    return lambda username: User.objects.select_related("person").get(username=username)
