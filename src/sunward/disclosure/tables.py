"""The table of a publication: `{"columns": [{"zh", "en", "personal"}], "rows": [[...]]}`."""

from typing import Any

from sunward.kernel.text import Text

SHAPE = Text(
    "表格写成 {{“columns”: [{{“zh”, “en”, “personal”}}], “rows”: [[…]]}}。第 {line} 行应有 {width} 格。",
    "A table is {{“columns”: [{{“zh”, “en”, “personal”}}], “rows”: [[…]]}}. Row {line} must have {width} cells.",
)
NO_COLUMNS = Text("表格要先写栏目（columns）。", "A table begins with its columns, each with zh and en.")


def table_problem(table: dict[str, Any] | None) -> Text | None:
    """What is wrong with a table, and what is accepted; None when it can be shown."""
    if table is None:
        return None
    columns, rows = table.get("columns"), table.get("rows")
    if not isinstance(columns, list) or not columns or not all(_is_column(column) for column in columns):
        return NO_COLUMNS
    for line, row in enumerate(rows if isinstance(rows, list) else [None], 1):
        if not isinstance(row, list) or len(row) != len(columns):
            return SHAPE.fill(line=line, width=len(columns))
    return None


def _is_column(column: Any) -> bool:
    return isinstance(column, dict) and {"zh", "en"} <= set(column)
