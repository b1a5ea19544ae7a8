from django.db import migrations

from sunward.record.append_only import install


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(lambda apps, editor: install(editor), migrations.RunPython.noop)]
