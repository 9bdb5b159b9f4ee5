"""The council's own figures, read from the store in one way for pages and for packs: one code, one row a period, small numbers hidden."""

import pandas as pd

from analysis.counts import fill_counts, find_family
from analysis.disclosure import suppress
from analysis.measures import find_own_codes, join_own, keep_nameless, name_own
from loaders.words.published import read_pairs
from store import Store

_SCHOOL = "school"
_NAMELESS = "the council"  # stands for its code in a file that gives none


def read_own(store: Store, council: str, line: int, hide_up_to: int | None = None) -> pd.DataFrame:
    """Return the council's own figures: every measure, breakdown and period, with the counts behind published percentages.

    Parameters
    ----------
    store : Store
    council : str
    line : int
        Only what was known at this line of the store's journal.
    hide_up_to : int, optional
        Hide counts of 1 to this many, and all that would give them away; nothing is hidden unless given.

    Returns
    -------
    DataFrame
        Canonical observations under one area code, one row for each measure, breakdown and period.
    """
    if hide_up_to is None:
        return _read(store, council, line, schools=False)
    own = read_protected(store, council, line, hide_up_to)
    return own[own["area_level"] != _SCHOOL].reset_index(drop=True)


def read_protected(store: Store, council: str, line: int, hide_up_to: int) -> pd.DataFrame:
    """Return the council's own figures and those of its schools, small numbers hidden in both together.

    Schools are parts of the council's total: a hidden school could be worked out from it and the others.
    """
    return _hide(_read(store, council, line, schools=True), _find_codes(store, council, line), council, hide_up_to)


def read_everyone(store: Store, council: str, line: int, measure: str, hide_up_to: int | None = None) -> pd.DataFrame:
    """Return the figures of every area for one measure; an area without a code has its name, the council's own figures stand under one code."""
    codes = _find_codes(store, council, line)
    frame = join_own(store.observations(council, measure=find_family(read_pairs(), [measure]), until=line), codes, council)
    frame["area_code"] = frame["area_code"].fillna(frame["area"]).fillna(council)
    frame = fill_counts(frame, read_pairs())
    if hide_up_to is not None:
        frame = _hide(frame, codes, council, hide_up_to)
    return frame[frame["measure"] == measure].reset_index(drop=True)


def read_level(store: Store, council: str, line: int, level: str, hide_up_to: int | None = None) -> pd.DataFrame:
    """Return the last figure of every measure and breakdown for each area of one level.

    Where small numbers are hidden, schools and the council itself are as `read_protected` has them: a total that another page shows protects
    its schools here too. Areas stand under their three-digit codes where those are known, so that two files can be laid side by side.
    """
    codes = _find_codes(store, council, line)
    latest = fill_counts(join_own(store.observations(council, area_level=level, latest=True, until=line), codes, council), read_pairs())
    if hide_up_to is None:
        return _under_old_codes(latest, store.places(council, until=line))
    together = read_protected(store, council, line, hide_up_to)
    together = together[together["area_level"] == level].sort_values("period_end", kind="stable")
    together = together.drop_duplicates(["measure", "area_code", "area", "breakdown"], keep="last")
    others = latest[~latest["area_code"].isin(together["area_code"].dropna()) & (level != _SCHOOL)]
    both = pd.concat([together, _hide(others, codes, council, hide_up_to)], ignore_index=True)
    return _under_old_codes(both, store.places(council, until=line))


def _under_old_codes(frame: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Put every area under its three-digit code where that is known: one published file has E08000034 and another 382 for the same council."""
    old = places.dropna(subset=["area_code", "old_code"]).drop_duplicates("area_code").set_index("area_code")["old_code"]
    return frame.assign(area_code=frame["area_code"].map(old).fillna(frame["area_code"]))


def hide_read(read: pd.DataFrame, hide_up_to: int) -> pd.DataFrame:
    """Return figures as they were just read from a file, small numbers hidden: nothing but the file says yet whose they are.

    Parameters
    ----------
    read : DataFrame
        Canonical observations of one file.
    hide_up_to : int
        Hide counts of 1 to this many, and all that would give them away.
    """
    counted = fill_counts(read, read_pairs())
    councils = read.loc[read["area_level"] == "council", "area_code"].fillna(_NAMELESS).unique()
    counted["area_code"] = counted["area_code"].mask((counted["area_level"] == "council") & counted["area_code"].isna(), _NAMELESS)
    safe = _hide(counted, list(councils) if len(councils) == 1 else [], _NAMELESS, hide_up_to)
    # The counts that only the other measures of the file give served to hide; they are not what was read.
    kept = {name: safe[name].where(read[name].notna()) for name in ("numerator", "denominator")}
    return safe.assign(area_code=read["area_code"], **kept)


def read_every_upload(store: Store, council: str, line: int, hide_up_to: int | None = None) -> pd.DataFrame:
    """Return the council's own figures from every upload, replaced ones too, under one area code; oldest upload first."""
    codes = _find_codes(store, council, line)
    found = [store.every_figure(council, code, until=line) for code in codes]
    found.append(keep_nameless(store.every_figure(council, None, until=line), council))
    every = name_own(pd.concat(found, ignore_index=True), codes, council)[0].sort_values("version_id", kind="stable", ignore_index=True)
    if hide_up_to is None or every.empty:
        return every
    # Each upload is a table of its own: totals of one do not protect or give away the parts of another.
    return pd.concat([_hide(its, codes, council, hide_up_to) for _, its in every.groupby("version_id")], ignore_index=True)


def _find_codes(store: Store, council: str, line: int) -> list[str]:
    return find_own_codes(store.areas(council, until=line), council)


def _read(store: Store, council: str, line: int, *, schools: bool) -> pd.DataFrame:
    areas = store.areas(council, until=line)
    codes = find_own_codes(areas, council)
    found = [store.observations(council, area_code=codes, until=line)] if codes else []
    if areas["area_code"].isna().any():
        found.append(keep_nameless(store.observations(council, area_level="council", until=line), council))
    if schools:
        found.append(store.observations(council, area_level=_SCHOOL, until=line))
    own = pd.concat(found, ignore_index=True) if found else store.observations("")
    return fill_counts(join_own(own, codes, council), read_pairs())


def _hide(frame: pd.DataFrame, codes: list[str], council: str, hide_up_to: int) -> pd.DataFrame:
    # A council without a code stands under its name.
    used = next((code for code in [*codes, council] if frame["area_code"].eq(code).any()), None)
    return suppress(frame, threshold=hide_up_to, pairs=read_pairs(), own_code=used)
