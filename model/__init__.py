"""The canonical tables: their columns, units, vocabularies and the words used for them. The ground floor."""

from model.columns import Column, Table
from model.frames import conform, empty, from_arrow, responsibilities, to_arrow, to_records
from model.tables import TABLES

__all__ = ["TABLES", "Column", "Table", "conform", "empty", "from_arrow", "responsibilities", "to_arrow", "to_records"]
