"""The search for children's records in a Parquet file: every heading, and every different value of every column, used or not."""

from itertools import zip_longest
from pathlib import Path

from loaders.grid import Book, Sheet
from loaders.private import personal


def check_parquet(path: Path, name: str) -> None:
    """Refuse a Parquet file that holds records of single children.

    Raises
    ------
    Refused
        As ``personal.check`` does. A file that cannot be opened is left to its reader.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path, use_threads=False)
    except (pa.ArrowException, OSError):
        return
    columns = [[heading, *column.unique().to_pylist()] for heading, column in zip(table.column_names, table.columns, strict=True)]
    rows = [list(row) for row in zip_longest(*columns)]
    personal.check(Book(name, "parquet", [Sheet(Path(name).stem, rows)]))
