"""Published versions, immutable and by content: a record's body is stored once, a catalogue version is a list of records, and a
publication says which version is in force since when. Not: what the bodies mean (`reading`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

HASH_LENGTH = 64


class RecordVersion(models.Model):
    """One item, bundle, document, question or office in one version. `hash` is the SHA-256 of `body`, canonical JSON."""

    hash = models.CharField(_("内容摘要"), max_length=HASH_LENGTH, primary_key=True)
    kind = models.CharField(_("种类"), max_length=16)
    code = models.CharField(_("编码"), max_length=64)
    body = models.BinaryField(_("内容"))

    class Meta:
        verbose_name = _("目录内容版本")
        verbose_name_plural = _("目录内容版本")

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.hash[:12]}"


class CatalogueVersion(models.Model):
    """A list of records. `hash` is the SHA-256 of the sorted (kind, code, hash) list, so the same content is the same version."""

    hash = models.CharField(_("内容摘要"), max_length=HASH_LENGTH, primary_key=True)
    records: models.ManyToManyField = models.ManyToManyField(RecordVersion, related_name="catalogues", verbose_name=_("内容"))

    class Meta:
        verbose_name = _("事项目录版本")
        verbose_name_plural = _("事项目录版本")

    def __str__(self) -> str:
        return self.hash[:12]


class Publication(models.Model):
    """When a version was published, by whom, and from which day it applies. An older version may be published again."""

    version = models.ForeignKey(CatalogueVersion, models.PROTECT, related_name="publications", verbose_name=_("版本"))
    published_at = models.DateTimeField(_("发布时间"))
    effective_on = models.DateField(_("施行日期"), db_index=True)
    published_by = models.CharField(_("发布人"), max_length=26, blank=True)
    notes = models.TextField(_("说明"), blank=True)

    class Meta:
        verbose_name = _("目录发布")
        verbose_name_plural = _("目录发布")
        ordering = ["effective_on", "published_at", "pk"]

    def __str__(self) -> str:
        return f"{self.effective_on} {self.version_id[:12]}"


class CalendarVersion(models.Model):
    """All announced years as known since `loaded_at`. `version` names the last year and the content."""

    version = models.CharField(_("版本"), max_length=32, primary_key=True)
    loaded_at = models.DateTimeField(_("载入时间"), db_index=True)
    loaded_by = models.CharField(_("载入人"), max_length=26, blank=True)
    body = models.BinaryField(_("内容"))

    class Meta:
        verbose_name = _("工作日历版本")
        verbose_name_plural = _("工作日历版本")
        ordering = ["loaded_at", "version"]

    def __str__(self) -> str:
        return self.version


class SearchToken(models.Model):
    """One token by which an item or a bundle of a catalogue version is found, with its weight."""

    version = models.ForeignKey(CatalogueVersion, models.CASCADE, related_name="tokens", verbose_name=_("版本"))
    token = models.CharField(_("词"), max_length=64)
    kind = models.CharField(_("种类"), max_length=8)
    code = models.CharField(_("编码"), max_length=64)
    weight = models.PositiveSmallIntegerField(_("权重"))

    class Meta:
        verbose_name = _("检索词")
        verbose_name_plural = _("检索词")
        constraints = [
            models.UniqueConstraint(fields=["version", "token", "kind", "code"], name="one_weight_per_token_and_record")
        ]

    def __str__(self) -> str:
        return f"{self.token} → {self.code}"
