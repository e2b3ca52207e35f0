"""The event store's tables: events, answers to keys, what listeners have still to see."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onewindow.ledger.fields import MomentField
from onewindow.ledger.ids import ID_LENGTH


class Event(models.Model):
    """One fact of one stream. Written once by the kernel, never changed, never deleted."""

    pk = models.CompositePrimaryKey("stream_id", "seq")
    stream_id = models.CharField(max_length=ID_LENGTH)
    seq = models.IntegerField()
    kind = models.CharField(max_length=40)
    at = MomentField(help_text="when it has effect in law")
    recorded_at = MomentField(help_text="when the system knew")
    actor = models.CharField(max_length=40)
    region = models.CharField(max_length=12)
    body = models.BinaryField(help_text="canonical bytes")

    def __str__(self) -> str:
        return f"{self.stream_id}/{self.seq} {self.kind}"


class Answer(models.Model):
    """What a command with this key led to; the same key again gives the same answer. Kept 30 days."""

    key = models.CharField(max_length=64, primary_key=True)
    actor = models.CharField(max_length=40)
    verb = models.CharField(max_length=40)
    digest = models.BinaryField(help_text="keyed hash of the command's canonical bytes")
    stream_id = models.CharField(max_length=ID_LENGTH)
    seq = models.IntegerField(help_text="the stream's last event after the command")
    recorded_at = MomentField()

    def __str__(self) -> str:
        return f"{self.verb} → {self.stream_id}/{self.seq}"


class Outbox(models.Model):
    """A stream has grown: the worker calls the listeners, each from where it stands, then removes the row. One row a stream."""

    stream_id = models.CharField(max_length=ID_LENGTH, unique=True)
    seq = models.IntegerField()
    due_at = MomentField()
    attempts = models.IntegerField(default=0, db_default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at", "id"], name="ledger_outbox_due")]

    def __str__(self) -> str:
        return f"{self.stream_id}/{self.seq}"


class Position(models.Model):
    """How far a listener has seen a stream."""

    pk = models.CompositePrimaryKey("listener", "stream_id")
    listener = models.CharField(max_length=40)
    stream_id = models.CharField(max_length=ID_LENGTH)
    seq = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.listener}: {self.stream_id}/{self.seq}"


class RefusedCommand(models.Model):
    """An attempt that supervision must see, recorded outside the part's own stream."""

    id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    stream_id = models.CharField(max_length=ID_LENGTH, db_index=True)
    verb = models.CharField(max_length=40)
    rule = models.CharField(max_length=60)
    actor = models.CharField(max_length=40)
    at = MomentField()
    region = models.CharField(max_length=12)

    def __str__(self) -> str:
        return f"{self.verb}: {self.rule}"
