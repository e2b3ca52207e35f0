"""Permits that live on after their case, the documents that were sealed, the seals and the register of their use."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from onewindow.certs.seals import SealKind
from onewindow.files.fields import SealedJSONField, SealedTextField
from onewindow.files.models import StoredFile
from onewindow.ledger.fields import MomentField
from onewindow.ledger.ids import ID_LENGTH


class PermitState(models.TextChoices):
    VALID = "valid", _("有效")
    CHANGED = "changed", _("有效（已变更）")
    RENEWED = "renewed", _("有效（已延续）")
    SUSPENDED = "suspended", _("暂扣")
    REVOKED = "revoked", _("已撤销")
    CANCELLED = "cancelled", _("已注销")
    EXPIRED = "expired", _("已失效")


# 证照状态 of the national certificate library: 01 有效, 02 暂扣, 03 撤销, 04 注销, 05 失效.
NATIONAL_STATES: dict[str, str] = {
    PermitState.VALID: "01",
    PermitState.CHANGED: "01",
    PermitState.RENEWED: "01",
    PermitState.SUSPENDED: "02",
    PermitState.REVOKED: "03",
    PermitState.CANCELLED: "04",
    PermitState.EXPIRED: "05",
}


class Permit(models.Model):
    """What a decision gave to its holder. `id` is also the id of its event stream; the kernel writes the rows."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True, editable=False)
    part_id = models.CharField(_("分项"), max_length=64)
    document_type = models.CharField(_("证照类型"), max_length=40)
    holder_kind = models.CharField(_("持证主体类型"), max_length=20)
    holder_id = models.CharField(_("持证主体"), max_length=ID_LENGTH, db_index=True)
    certificate_number = models.CharField(_("证照编号"), max_length=100, db_default="")
    identifier = models.CharField(_("电子证照标识"), max_length=128, db_default="")
    version = models.PositiveSmallIntegerField(_("版本"), db_default=1)
    item_code = models.CharField(_("事项编码"), max_length=40)
    department_code = models.CharField(_("发证机关"), max_length=40)
    valid_from = models.DateField(_("有效期自"), null=True)
    valid_until = models.DateField(_("有效期至"), null=True)
    state = models.CharField(_("状态"), max_length=12, choices=PermitState.choices, db_default=PermitState.VALID)
    issued_at = MomentField(_("颁发时间"))

    class Meta:
        verbose_name = _("证照")
        verbose_name_plural = _("证照")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["identifier"], condition=~models.Q(identifier=""), name="permit_identifier_once")
        ]

    def __str__(self) -> str:
        return self.identifier or self.id

    @property
    def national_state(self) -> str:
        """Two digits of 证照状态."""
        return NATIONAL_STATES[self.state]


class Seal(models.Model):
    """A seal that a body keeps: its words, and the certificate that seals with it."""

    department_code = models.CharField(_("部门"), max_length=40)
    kind = models.CharField(_("种类"), max_length=12, choices=SealKind.choices)
    organisation = models.CharField(_("印文"), max_length=100)
    certificate_fingerprint = models.CharField(_("证书指纹"), max_length=64)
    made_at = MomentField(_("制作时间"))

    class Meta:
        verbose_name = _("印章")
        verbose_name_plural = _("印章")
        constraints: ClassVar = [models.UniqueConstraint(fields=["department_code", "kind"], name="seal_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.kind}"


class Document(models.Model):
    """A document that was rendered and sealed: what it is, which event it belongs to, and the fingerprint of its file."""

    number = models.CharField(_("文书编号"), max_length=100, unique=True)
    kind = models.CharField(_("种类"), max_length=4)
    title = models.CharField(_("名称"), max_length=100)
    department_code = models.CharField(_("部门"), max_length=40)
    department = models.CharField(_("制发机关"), max_length=100)
    part_id = models.CharField(_("分项"), max_length=64, db_index=True)
    permit_id = models.CharField(_("证照"), max_length=ID_LENGTH, null=True, db_index=True)
    permit_version = models.PositiveSmallIntegerField(_("证照版本"), db_default=1)
    stream_id = models.CharField(_("事件流"), max_length=64)
    seq = models.PositiveIntegerField(_("事件序号"))
    addressee = SealedTextField(_("受文人"))
    addressee_kind = models.CharField(_("受文人类型"), max_length=20)
    item = models.CharField(_("事项"), max_length=300)
    metadata = SealedJSONField(_("元数据"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("文件"))
    sha256 = models.CharField(_("文件指纹"), max_length=64, unique=True)
    signed_sha256 = models.CharField(_("签名所盖内容的指纹"), max_length=64, db_index=True)
    sealed_at = MomentField(_("用印时间"))

    class Meta:
        verbose_name = _("文书")
        verbose_name_plural = _("文书")
        constraints: ClassVar = [models.UniqueConstraint(fields=["stream_id", "seq", "kind"], name="document_once_for_its_event")]

    def __str__(self) -> str:
        return self.number


class SealUse(models.Model):
    """The register of the use of seals (用印台账): one row for each document."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="uses", verbose_name=_("印章"))
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="seal_use", verbose_name=_("文书"))
    sha256 = models.CharField(_("文件指纹"), max_length=64)
    used_at = MomentField(_("用印时间"))

    class Meta:
        verbose_name = _("用印记录")
        verbose_name_plural = _("用印台账")

    def __str__(self) -> str:
        return f"{self.document_id}"
