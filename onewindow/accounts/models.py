"""Who people are and what they hold: persons, firms, departments, windows, posts, and the accounts they sign on with."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from onewindow.accounts.masking import mask_name, mask_number, mask_phone
from onewindow.accounts.numbers import hash_id_number
from onewindow.files.fields import SealedTextField
from onewindow.ledger.ids import ID_LENGTH, new_id


class Role(models.TextChoices):
    """Who may be what. What each may do with a case is decided in core and in the permission table."""

    APPLICANT = "applicant", _("申请人")
    CLERK = "clerk", _("综合窗口人员")
    APPROVER = "approver", _("审批人")
    HEAD = "head", _("部门负责人")
    LEAD = "lead", _("牵头部门经办")
    SUPERVISOR = "supervisor", _("监督人员")
    EDITOR = "editor", _("事项编辑")
    ADMINISTRATOR = "administrator", _("系统管理员")


class Person(models.Model):
    """A natural person. Name, ID number and phone are sealed; the hash finds a person by number without reading any."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True, default=new_id, editable=False)
    name = SealedTextField(_("姓名"))
    id_number = SealedTextField(_("身份证号码"))
    id_number_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    phone = SealedTextField(_("手机号码"))
    created_at = models.DateTimeField(_("登记时间"))
    erased_at = models.DateTimeField(_("删除时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("自然人")
        verbose_name_plural = _("自然人")

    def __str__(self) -> str:
        return self.id

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def masked_name(self) -> str:
        """李*, 欧阳**: for every screen that another person can see."""
        return mask_name(self.name)

    @property
    def masked_id_number(self) -> str:
        return mask_number(self.id_number)

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)

    @classmethod
    def by_id_number(cls, number: str) -> "Person":
        """The person with this number, in any spelling that `check_id_number` accepts. Raises Person.DoesNotExist."""
        return cls.objects.get(id_number_hash=hash_id_number(number))


class OrganisationKind(models.TextChoices):
    COMPANY = "company", _("企业")
    INDIVIDUAL_BUSINESS = "individual_business", _("个体工商户")
    SOCIAL = "social", _("社会组织")
    INSTITUTION = "institution", _("事业单位")


class Organisation(models.Model):
    """A firm or other body that applies for itself. Its name and credit code are public (企业信息公示暂行条例)."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("名称"), max_length=200)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, unique=True)
    kind = models.CharField(_("类型"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.COMPANY)
    address = models.CharField(_("住所"), max_length=300, blank=True)
    representative = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="represents", verbose_name=_("法定代表人（负责人）")
    )
    created_at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")

    def __str__(self) -> str:
        return self.credit_code


class Power(models.TextChoices):
    """What a member of a firm may do in its name."""

    APPLY = "apply", _("填写和提交申请")
    COLLECT = "collect", _("领取文书和证照")
    APPOINT = "appoint", _("增减经办人")


class Membership(models.Model):
    """A person who may act for a firm, and what he may do. The representative may do everything without a row here."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    powers = models.JSONField(_("权限"), default=list)
    from_on = models.DateField(_("自"))
    until_on = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = _("经办人")
        verbose_name_plural = _("经办人")
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "person"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.organisation_id}"


class Department(models.Model):
    """A body that handles items. `abbreviation` is its 机关代字 in document numbers; `short` is the word on screens."""

    code = models.SlugField(_("代码"), max_length=40, primary_key=True)
    name = models.CharField(_("名称"), max_length=100)
    short = models.CharField(_("简称"), max_length=40)
    name_en = models.CharField(_("英文名称"), max_length=150, blank=True)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18, unique=True)
    abbreviation = models.CharField(_("机关代字"), max_length=20, unique=True)
    region = models.CharField(_("行政区划代码"), max_length=12)
    level = models.CharField(_("行使层级"), max_length=2, default="3")
    is_counter_centre = models.BooleanField(_("管理办事大厅"), default=False)

    class Meta:
        verbose_name = _("部门")
        verbose_name_plural = _("部门")
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.short


class Window(models.Model):
    """A window of the hall, where a clerk sits."""

    code = models.CharField(_("窗口号"), max_length=10, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="windows", verbose_name=_("部门"))
    is_open = models.BooleanField(_("开放"), default=True)

    class Meta:
        verbose_name = _("窗口")
        verbose_name_plural = _("窗口")
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Post(models.Model):
    """A role that a person holds in a department, from a day, until a day (both count)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts", verbose_name=_("人员"))
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="posts", verbose_name=_("部门"))
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    window = models.ForeignKey(Window, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("窗口"))
    from_on = models.DateField(_("自"))
    until_on = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = _("岗位")
        verbose_name_plural = _("岗位")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "department", "role", "from_on"], name="post_once"),
            models.CheckConstraint(condition=~models.Q(role=Role.APPLICANT), name="post_is_of_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.role} @ {self.department_id}: {self.person_id}"


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, *, person: Person | None = None) -> "User":
        """A new account; without a password it cannot sign on by password."""
        user = self.model(username=self.model.normalize_username(username), person=person)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """What a person signs on with. What he may do is in his posts, not here."""

    username = models.CharField(_("用户名"), max_length=60, unique=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name=_("人员")
    )
    is_active = models.BooleanField(_("可登录"), default=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("账号")
        verbose_name_plural = _("账号")

    def __str__(self) -> str:
        return f"user {self.pk}"

    @property
    def shown_name(self) -> str:
        """His own name, for his own screen: on a screen that others see use `person.masked_name`."""
        return self.person.name if self.person else self.username
