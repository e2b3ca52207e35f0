"""An application before it is sent: what was answered and handed in so far, sealed, for one applicant and one bundle or item."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from onewindow.accounts.models import Person
from onewindow.files.fields import SealedJSONField
from onewindow.files.models import StoredFile
from onewindow.ledger.ids import ID_LENGTH, new_id


class Draft(models.Model):
    """One open application. `key` is the idempotency key under which it is sent, so that however often it is sent it is one case."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts", verbose_name=_("填写的人"))
    applicant = models.CharField(_("申请人"), max_length=ID_LENGTH)
    applicant_kind = models.CharField(_("申请人类别"), max_length=12)
    code = models.CharField(_("事项或一件事"), max_length=64)
    key = models.CharField(max_length=ID_LENGTH, default=new_id, editable=False)
    catalogue = models.CharField(_("填写时的目录版本"), max_length=64, blank=True)
    content = SealedJSONField(_("填写的内容"))
    saved_at = models.DateTimeField(_("保存时间"))
    case_number = models.CharField(_("受理号"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("草稿")
        verbose_name_plural = _("草稿")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["applicant", "code"], condition=models.Q(case_number=""), name="one_open_draft_per_applicant_and_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.id}"

    @property
    def is_sent(self) -> bool:
        return bool(self.case_number)


class DraftFile(models.Model):
    """A file handed in for one document of a draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    document = models.CharField(_("材料"), max_length=120)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("草稿的材料")
        verbose_name_plural = _("草稿的材料")
        constraints: ClassVar = [models.UniqueConstraint(fields=["draft", "document"], name="one_file_per_document_of_a_draft")]

    def __str__(self) -> str:
        return f"{self.document} {self.draft_id}"
