from django.db import migrations, models

KEEP_THE_LATEST = "DELETE FROM ledger_outbox WHERE id NOT IN (SELECT max(id) FROM ledger_outbox GROUP BY stream_id)"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_event_store")]

    operations = [
        migrations.RunSQL(KEEP_THE_LATEST, migrations.RunSQL.noop),
        migrations.AlterField("outbox", "stream_id", models.CharField(max_length=26, unique=True)),
    ]
