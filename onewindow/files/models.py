"""One row for each file that somebody gave: where it is, how large, of what type, whose. The bytes are on disk, sealed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from onewindow.files.fields import SealedTextField

ADDRESS_LENGTH = 64


class StoredFile(models.Model):
    """`address` is a keyed hash of owner and content, so the same file given twice by one owner is one row."""

    address = models.CharField(_("地址"), max_length=ADDRESS_LENGTH, primary_key=True)
    owner = models.CharField(_("所有者"), max_length=40, db_index=True)
    size = models.PositiveIntegerField(_("字节数"))
    content_type = models.CharField(_("类型"), max_length=40)
    name = SealedTextField(_("文件名"))
    created_at = models.DateTimeField(_("收到时间"))
    given_at = models.DateTimeField(_("最近一次收到"), db_index=True)

    class Meta:
        verbose_name = _("文件")
        verbose_name_plural = _("文件")

    def __str__(self) -> str:
        return f"{self.address[:12]} {self.content_type} {self.size} B"
