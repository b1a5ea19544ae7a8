"""What photographs must show, codes on paper, items that residents demand.

SQLite remakes the table of publications here, which drops its triggers: they are put up again, and keep the new days
as well. A code stays with its entry.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE, CODES = "disclosure_publication", "disclosure_checkcode"
KEPT = (
    "number",
    "community_code",
    "subject_type",
    "subject_id",
    "item",
    "title_zh",
    "title_en",
    "text",
    "audience",
    "posted_on",
    "recorded_on",
    "stays_up_days",
    "must_stay_until",
    "due_by",
    "corrects_id",
    "photograph_by",
    "photograph_again_from",
)
MESSAGE = "disclosure: a posting is never shortened, rewritten or removed"


def install(editor: BaseDatabaseSchemaEditor) -> None:
    statements = _postgres() if editor.connection.vendor == "postgresql" else _sqlite()
    for statement in statements:
        editor.execute(statement, params=None)


def _changed(differs: str) -> str:
    kept = [f"NEW.{column} {differs} OLD.{column}" for column in KEPT]
    down = f"(OLD.taken_down_on IS NOT NULL AND NEW.taken_down_on {differs} OLD.taken_down_on)"
    return " OR ".join([*kept, down])


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    return [
        f"DROP TRIGGER IF EXISTS {TABLE}_kept",
        f"DROP TRIGGER IF EXISTS {TABLE}_stays",
        f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN {_changed('IS NOT')} {refuse}",
        f"CREATE TRIGGER {TABLE}_stays BEFORE DELETE ON {TABLE} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {CODES}_kept BEFORE UPDATE ON {CODES} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {CODES}_stays BEFORE DELETE ON {CODES} FOR EACH ROW {refuse}",
    ]


def _postgres() -> list[str]:
    refuse = f"EXECUTE FUNCTION {TABLE}_refuse()"
    return [
        f"DROP TRIGGER {TABLE}_kept ON {TABLE}",
        f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE ON {TABLE} FOR EACH ROW"
        f" WHEN ({_changed('IS DISTINCT FROM')}) {refuse}",
        f"CREATE TRIGGER {CODES}_stays BEFORE UPDATE OR DELETE ON {CODES} FOR EACH ROW {refuse}",
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0004_desk_disputes"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("community_code", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=10)),
                ("entry", models.CharField(help_text="the act in the record", max_length=64, unique=True)),
                ("about", models.CharField(help_text="type:id of what the entry made", max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="Demand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True)),
                ("community_code", models.CharField(max_length=40)),
                ("petition", models.CharField(max_length=80, unique=True)),
                ("item", models.CharField(max_length=80)),
                ("title_zh", models.CharField(max_length=300)),
                ("title_en", models.CharField(max_length=300)),
                ("demanded_on", models.DateField()),
                ("due_on", models.DateField(help_text="last day by the rule; null where no rule sets one", null=True)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("owner_post", models.CharField(blank=True, max_length=80)),
            ],
        ),
        migrations.AddField(
            model_name="publication",
            name="photograph_again_from",
            field=models.DateField(help_text="from this day on it is photographed once more", null=True),
        ),
        migrations.AddField(
            model_name="publication",
            name="photograph_by",
            field=models.DateField(help_text="last day for the first photograph of the board", null=True),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("photograph_by__isnull", False)),
                fields=["community_code", "photograph_by"],
                name="disclosure_on_a_board",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["community_code", "item", "-id"], name="disclosure_by_item"),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("photograph_by__isnull", True), ("photograph_by__gte", models.F("recorded_on")), _connector="OR"
                ),
                name="disclosure_photograph_not_before_entry",
            ),
        ),
        migrations.AddIndex(
            model_name="checkcode",
            index=models.Index(fields=["about"], name="disclosure_code_of"),
        ),
        migrations.AddConstraint(
            model_name="checkcode",
            constraint=models.UniqueConstraint(fields=("community_code", "code"), name="disclosure_code_once"),
        ),
        migrations.AddIndex(
            model_name="demand",
            index=models.Index(fields=["community_code", "-id"], name="disclosure_demands"),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__isnull", True), ("due_on__gte", models.F("demanded_on")), _connector="OR"),
                name="disclosure_demand_days",
            ),
        ),
        migrations.RunPython(lambda apps, editor: install(editor), migrations.RunPython.noop),
    ]
