"""What the kernel writes when a case changes: the case, its parts, the desks' worklists, and the erasable words beside the events."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onewindow.files.fields import SealedJSONField, SealedTextField
from onewindow.ledger.fields import MomentField
from onewindow.ledger.ids import ID_LENGTH

NUMBER_LENGTH = 80


class Case(models.Model):
    """The envelope of one application (办件): who applies, for what. Small; it does not change after submission."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    number = models.CharField(max_length=40, unique=True)
    applicant = models.CharField(max_length=ID_LENGTH, help_text="a person's or an organisation's id")
    applicant_kind = models.CharField(max_length=12)
    bundle = models.CharField(max_length=40, blank=True)
    catalogue = models.CharField(max_length=64)
    lead_department = models.CharField(max_length=40)
    channel = models.CharField(max_length=12)
    region = models.CharField(max_length=12)
    submitted_at = MomentField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["applicant", "id"], name="cases_case_applicant")]

    def __str__(self) -> str:
        return self.number


class Form(models.Model):
    """The shared answers of a case, sealed; erased with the person. The event refers to them by `reference`."""

    case_id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    reference = models.CharField(max_length=64)
    salt = models.CharField(max_length=32, blank=True)
    answers = SealedJSONField(null=True)
    erased_at = MomentField(null=True)

    def __str__(self) -> str:
        return f"form of {self.case_id}"


class Part(models.Model):
    """One item of a case (分项): the snapshot of its events, its version, and when time itself acts on it."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    case_id = models.CharField(max_length=ID_LENGTH, db_index=True)
    number = models.CharField(max_length=NUMBER_LENGTH, unique=True)
    item = models.CharField(max_length=80)
    department = models.CharField(max_length=40)
    status = models.CharField(max_length=20)
    version = models.IntegerField(help_text="sequence number of its last event")
    wake_at = MomentField(null=True)
    region = models.CharField(max_length=12)
    snapshot = models.BinaryField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["wake_at"], name="cases_part_wake", condition=models.Q(wake_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.status}"


class Work(models.Model):
    """One thing to be done at one desk: a row exists while it is open. First page and later pages go by keyset."""

    pk = models.CompositePrimaryKey("part_id", "act")
    part_id = models.CharField(max_length=ID_LENGTH)
    act = models.CharField(max_length=60, help_text="what to do; a review carries its department")
    desk = models.CharField(max_length=40, help_text="clerk, applicant, or a department's code")
    holder = models.CharField(max_length=40, blank=True)
    due_day = models.IntegerField(help_text="proleptic ordinal of the last day; NEVER while no clock runs")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["desk", "due_day", "part_id", "act"], name="cases_work_desk")]

    def __str__(self) -> str:
        return f"{self.desk}: {self.act} {self.part_id}"


class Words(models.Model):
    """Free text of one act, sealed and erasable; events refer to it by a salted commitment that is erased with it."""

    reference = models.CharField(max_length=64, primary_key=True)
    part_id = models.CharField(max_length=ID_LENGTH, db_index=True)
    salt = models.CharField(max_length=32, blank=True)
    text = SealedTextField(null=True)
    erased_at = MomentField(null=True)

    def __str__(self) -> str:
        return f"words of {self.part_id}"


class Counter(models.Model):
    """The last serial number of a day: one row per item and day, so that unrelated items do not wait for each other."""

    name = models.CharField(max_length=100, primary_key=True)
    last = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


class AdvancedTime(models.Model):
    """How far the demonstration site's clock was moved ahead; refused elsewhere."""

    seconds = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.seconds} s ahead"
