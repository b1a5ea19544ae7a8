"""An exclusion is of a place on the roll, or of a proxy who has none. Apart from the rows that move: PostgreSQL alters no
table that has just been written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0071_proxies_step_aside_for_themselves")]

    operations = [
        migrations.AddConstraint(
            "offbase",
            models.UniqueConstraint(
                fields=["item", "proxy"], condition=models.Q(entry=None), name="meetings_proxy_steps_aside_once"
            ),
        ),
        migrations.AddConstraint(
            "offbase",
            models.CheckConstraint(
                condition=models.Q(entry__isnull=False, proxy="")
                | (models.Q(entry=None, leaves_base=False) & ~models.Q(proxy="")),
                name="meetings_a_place_or_a_proxy",
            ),
        ),
    ]
