"""The invented city: every department has people who can decide, everybody is who he should be."""

import json
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest

from onewindow.accounts import demonstration
from onewindow.accounts.actors import NoActor, actor_of
from onewindow.accounts.models import Department, Membership, Organisation, Person, Post, User, Window
from onewindow.accounts.numbers import check_credit_code, check_id_number
from onewindow.accounts.roles import departments_of, organisations_of, roles_of

pytestmark = pytest.mark.both_databases
TODAY = date(2026, 4, 1)


def test_loading_twice_changes_nothing(city):
    counted = [model.objects.count() for model in (Department, Window, Person, User, Post, Organisation, Membership)]
    passwords = list(User.objects.order_by("pk").values_list("password", flat=True))
    demonstration.load()
    assert counted == [model.objects.count() for model in (Department, Window, Person, User, Post, Organisation, Membership)]
    assert passwords == list(User.objects.order_by("pk").values_list("password", flat=True))


def test_every_department_of_the_raw_items_is_one_department(city):
    codes = demonstration.department_codes()
    assert len(set(codes.values())) == len(codes) == Department.objects.count()
    assert set(codes.values()) == set(Department.objects.values_list("code", flat=True))
    assert codes["市场监管"] == "market"
    assert codes["城镇排水主管部门"] == "water"


def test_every_department_has_somebody_who_decides_and_a_head(city):
    for department in Department.objects.exclude(code="government"):
        roles = set(department.posts.values_list("role", flat=True))
        assert {"approver", "head"} <= roles, department.code


def test_the_government_has_a_head_for_joint_extensions(city):
    head = Post.objects.get(department_id="government")
    assert head.role == "head"


def test_all_numbers_of_the_city_are_true_and_invented(city):
    for person in Person.objects.all():
        assert check_id_number(person.id_number).startswith("990100")
    for organisation in Organisation.objects.all():
        assert check_credit_code(organisation.credit_code)[2:8] == "990100"
    for department in Department.objects.all():
        assert check_credit_code(department.uscc)[2:8] == "990100"


def test_the_standing_cast_is_who_it_should_be(cast):
    assert roles_of(cast("lina")) == {"applicant"}
    assert roles_of(cast("zhouping")) == {"applicant"}
    assert roles_of(cast("wangqiang")) == {"applicant", "clerk"}
    assert roles_of(cast("chentao")) == {"applicant", "approver", "lead"}
    assert departments_of(cast("chentao")) == {"market"}
    assert departments_of(cast("zhaomin")) == {"fire"}
    assert departments_of(cast("liuyang")) == {"city_management"}
    assert roles_of(cast("hejing")) == {"applicant", "head"}
    for username, role in (("sunli", "supervisor"), ("wuhao", "editor"), ("zhengjie", "administrator")):
        assert role in roles_of(cast(username))


def test_an_actor_is_a_code_with_the_roles_of_one_department(cast):
    actor = actor_of(cast("chentao"))
    assert actor.id == cast("chentao").person_id
    assert (actor.roles, actor.department) == ({"applicant", "approver", "lead"}, "market")
    assert actor_of(cast("lina")).department is None


def test_who_has_posts_in_two_departments_acts_for_one_at_a_time(cast):
    chentao = cast("chentao")
    Post.objects.create(person=chentao.person, department_id="fire", role="head", from_on=TODAY)
    assert actor_of(chentao, department="fire").roles == {"applicant", "head"}
    assert actor_of(chentao, department="market").roles == {"applicant", "approver", "lead"}
    with pytest.raises(NoActor):
        actor_of(chentao, department="tax")


def test_a_post_counts_from_its_first_to_its_last_day(cast):
    wangqiang = cast("wangqiang")
    Post.objects.filter(person=wangqiang.person).update(from_on=TODAY, until_on=date(2026, 4, 30))
    assert roles_of(wangqiang, on=date(2026, 3, 31)) == {"applicant"}
    assert "clerk" in roles_of(wangqiang, on=TODAY)
    assert "clerk" in roles_of(wangqiang, on=date(2026, 4, 30))
    assert roles_of(wangqiang, on=date(2026, 5, 1)) == {"applicant"}


def test_a_closed_account_has_no_role_and_acts_for_nobody(cast):
    wangqiang = cast("wangqiang")
    wangqiang.is_active = False
    assert roles_of(wangqiang) == departments_of(wangqiang) == frozenset()
    with pytest.raises(NoActor):
        actor_of(wangqiang)


def test_a_representative_and_a_member_with_the_power_may_apply_for_the_firm(cast):
    (firm,) = organisations_of(cast("lina").person_id, on=TODAY)
    assert firm.pk in actor_of(cast("lina")).acts_for
    member = cast("tangxiaoyu")
    assert len(organisations_of(member.person_id, on=TODAY, power="apply")) == 1
    assert organisations_of(member.person_id, on=TODAY, power="appoint") == []
    assert actor_of(cast("zhouping")).acts_for == {cast("zhouping").person_id}


def test_outside_the_demonstration_nobody_has_a_known_password(db, settings):
    settings.ONEWINDOW_DEMONSTRATION = False
    demonstration.load()
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_the_accounts_to_show_are_the_standing_cast():
    shown = dict(demonstration.accounts_to_show())
    assert list(shown)[:2] == ["lina", "zhouping"]
    assert len(shown) == 10
    assert all(shown.values())


def test_user_names_are_unique():
    city = json.loads(files("onewindow.accounts").joinpath("city.json").read_text("utf-8"))
    names = [row["username"] for row in city["applicants"] + city["staff"]] + [one.username for one in demonstration.CAST]
    assert len(names) == len(set(names))


def test_loading_takes_no_moment_from_the_machine(city):
    assert set(Person.objects.values_list("created_at", flat=True)) == {datetime(2024, 1, 1, 1, 0, tzinfo=UTC)}
