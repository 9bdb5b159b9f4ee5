"""Every upload kept as a version, with its file, its reading report and its tables. The only room that knows SQL."""

from store.store import Saved, Store, UnreachableError, open_store

__all__ = ["Saved", "Store", "UnreachableError", "open_store"]
