"""Tables as Parquet, where pyarrow is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from orbitviz.base.errors import UserError
from orbitviz.base.files import save_through
from orbitviz.formats.registry import Writer
from orbitviz.formats.tables.state_table import StateTable


def _write(table: StateTable, path: Path) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UserError(
            "Parquet needs pyarrow, which is not installed",
            file=path,
            allowed='.csv, or `pip install "orbitviz[parquet]"`',
        ) from None

    def save(scratch: Path) -> None:
        types: list[Any] = [pa.int64(), pa.string(), pa.string(), pa.string()]
        types += [pa.float64()] * (len(table.columns) - 4)
        schema = pa.schema(list(zip(table.columns, types, strict=True)))
        with pq.ParquetWriter(scratch, schema) as writer:
            for rows in table:
                columns = [list(column) for column in zip(*rows.identity, strict=True)]
                columns += list(rows.numbers.T)
                if rows.identity:
                    writer.write_table(pa.table(columns, schema=schema))

    save_through(path, save, ".parquet")


FORMAT = Writer(title="Parquet", endings=(".parquet",), write=_write)
