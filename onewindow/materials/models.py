"""What people and firms hold, and what the demonstration city's registers know about them."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from onewindow.files.fields import SealedJSONField, SealedTextField
from onewindow.files.models import StoredFile
from onewindow.ledger.ids import ID_LENGTH, new_id


class OwnerKind(models.TextChoices):
    PERSON = "person", _("个人")
    ORGANISATION = "organisation", _("单位")


class Holding(models.Model):
    """A document in the wallet of a person or firm: given once, issued here, or fetched from a register.

    `holder` is whose it is when it is not the owner's own (a child's, a seller's); `facts` are what it says in words that
    questions use (area, address), for pre-filling.
    """

    id = models.CharField(max_length=ID_LENGTH, primary_key=True, default=new_id, editable=False)
    owner_kind = models.CharField(_("持有人类别"), max_length=12, choices=OwnerKind.choices)
    owner_id = models.CharField(_("持有人"), max_length=ID_LENGTH)
    document_type = models.CharField(_("证照类型"), max_length=40)
    holder = models.CharField(_("谁的"), max_length=40, blank=True)
    source = models.CharField(_("来源"), max_length=60)
    number = SealedTextField(_("证照编号"))
    issued_on = models.DateField(_("签发日期"), null=True, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="holdings")
    facts = SealedJSONField(_("登记内容"))
    added_at = models.DateTimeField(_("放入时间"))

    class Meta:
        verbose_name = _("持有的证照")
        verbose_name_plural = _("持有的证照")
        indexes: ClassVar = [models.Index(fields=["owner_kind", "owner_id", "document_type"], name="holding_of_owner")]

    def __str__(self) -> str:
        return f"{self.document_type} {self.id}"

    def is_valid_on(self, day: date) -> bool:
        """The last day of validity counts."""
        return self.valid_until is None or day <= self.valid_until


class RegisterEntry(models.Model):
    """A row of a department's register in the demonstration city, found by the keyed hash of the ID number or credit code."""

    register = models.CharField(_("登记簿"), max_length=60)
    subject_hash = models.CharField(max_length=64, editable=False)
    document_type = models.CharField(_("证照类型"), max_length=40)
    holder = models.CharField(_("谁的"), max_length=40, blank=True)
    number = SealedTextField(_("编号"))
    issued_on = models.DateField(_("登记日期"), null=True, blank=True)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    facts = SealedJSONField(_("登记内容"))

    class Meta:
        verbose_name = _("登记记录")
        verbose_name_plural = _("登记记录")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "subject_hash", "document_type", "holder"], name="register_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_type} {self.pk}"
