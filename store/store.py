"""The store as the pages see it."""

from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from store import answers, definitions, observations, versions
from store.schema import RESTORED, WITHDRAWN, connect, write
from store.versions import ReadingLike, Saved


def open_store(url: str | None = None) -> "Store":
    """Return the store, made where it is absent.

    Parameters
    ----------
    url : str, optional
        A SQLAlchemy address. Left out, the environment's ``DASHBOARD_DATABASE_URL`` is used, else ``var/dashboard.sqlite``.

    Raises
    ------
    UnreachableError
        The address is none, or nobody answers there.
    """
    try:
        return Store(connect(url))
    except (SQLAlchemyError, ImportError, OSError) as problem:
        raise UnreachableError from problem


class UnreachableError(Exception):
    """The store cannot be opened. The address is not repeated: it may hold a password."""

    def __str__(self) -> str:
        return "The store cannot be opened: look at its address, in DASHBOARD_DATABASE_URL or as given."


class Store:
    """Versions of plans and figures. One store may be shared by all sessions and threads.

    ``until`` is always a number of the journal, as `versions_until` gives it for a moment: what was saved,
    withdrawn or restored later is then not known yet. A version's own number may be given too.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Close the store's connections."""
        self._engine.dispose()

    # --- saving -----------------------------------------------------------------------------------------------

    def save(self, reading: ReadingLike, data: bytes, *, council: str, plan: str, who: str, when: datetime) -> Saved:
        """Keep a reading, its file and its report as a new version, in one transaction.

        Parameters
        ----------
        reading : object with the attributes of ``loaders.reading.Reading``
        data : bytes
            The file as it was uploaded.
        council, plan : str
            Whose it is, and of which plan; figures that belong to no plan have the plan "".
        who : str
            Who saved it.
        when : datetime
            A time without a zone counts as UTC.

        Returns
        -------
        Saved
            The version's number. ``already`` is true where the same bytes of the same council and plan are there and not
            withdrawn: nothing is stored then. Bytes whose version was withdrawn become a new version, for they may have been read differently.
        """
        with write(self._engine) as connection:
            return versions.save(connection, reading, data, council=council, plan=plan, who=who, when=when)

    def withdraw(self, version_id: int, who: str, when: datetime, why: str) -> None:
        """Hide a mistaken upload. It stays in the record, and `restore` brings it back."""
        with write(self._engine) as connection:
            versions.note(connection, version_id, WITHDRAWN, who=who, when=when, why=why)

    def restore(self, version_id: int, who: str, when: datetime, why: str = "") -> None:
        """Bring a withdrawn version back."""
        with write(self._engine) as connection:
            versions.note(connection, version_id, RESTORED, who=who, when=when, why=why)

    # --- versions ---------------------------------------------------------------------------------------------

    def versions(
        self, council: str | None = None, kind: str | None = None, withdrawn: bool = False, until: int | None = None
    ) -> pd.DataFrame:
        """Return the versions, newest first.

        Parameters
        ----------
        council, kind : str, optional
        withdrawn : bool
            Include those that were withdrawn.
        until : int, optional
            Only what was known then.

        Returns
        -------
        DataFrame
            Columns version_id, council, plan, kind, title, label (the plan's own version), as_at, file, sha256, size, uploaded_at,
            uploaded_by, withdrawn, found, loaded, explained, actions (how many), observations (how many).
        """
        with self._engine.connect() as connection:
            return versions.listing(connection, council, kind, withdrawn, until)

    def journal(self, version_id: int | None = None) -> pd.DataFrame:
        """Return what happened, oldest first: columns entry_id, what (saved, withdrawn, restored), version_id, who, at, why."""
        with self._engine.connect() as connection:
            return versions.history(connection, version_id)

    def versions_until(self, when: datetime) -> int:
        """Return the number of the last journal line at or before a moment, 0 before the first: give it as ``until``."""
        with self._engine.connect() as connection:
            return versions.until(connection, when)

    def tables(self, version_id: int) -> dict[str, pd.DataFrame]:
        """Return the canonical tables of a version exactly as saved, all but its observations."""
        with self._engine.connect() as connection:
            return versions.tables(connection, version_id)

    def table(self, version_id: int, name: str) -> pd.DataFrame:
        """Return one canonical table of a version (observations too), empty where the version has none."""
        with self._engine.connect() as connection:
            if name == "observations":
                return observations.of_version(connection, version_id)
            return versions.table(connection, version_id, name)

    def report(self, version_id: int) -> dict:
        """Return the reading report that was made when the file was read."""
        with self._engine.connect() as connection:
            return versions.report(connection, version_id)

    def file(self, version_id: int) -> tuple[str, bytes]:
        """Return the uploaded file: its name and its bytes."""
        with self._engine.connect() as connection:
            return versions.file(connection, version_id)

    def fingerprint(self, version_id: int) -> str:
        """Return the SHA-256 of the uploaded file."""
        with self._engine.connect() as connection:
            return versions.fingerprint(connection, version_id)

    def profile(self, council: str, plan: str) -> dict[str, str]:
        """Return the newest answers kept with a version of this plan."""
        with self._engine.connect() as connection:
            return versions.profile(connection, council, plan)

    # --- answers ----------------------------------------------------------------------------------------------

    def answer_question(
        self, council: str, plan: str, question: str, answer: str, *, who: str, when: datetime, board: date | None = None,
        figure: float | None = None, version_id: int | None = None,
    ) -> int:
        """Record an answer; earlier ones to the same question stay.

        Parameters
        ----------
        council, plan : str
        question : str
            The question's id.
        answer : str
        who : str
            Name or role of who recorded it.
        when : datetime
        board : date, optional
            The day of the board that was answered.
        figure : float, optional
            The figure that the question rested on.
        version_id : int, optional
            The version that was on show.

        Raises
        ------
        ValueError
            The question, the answer or the person is empty, or nothing of the council is in the store.
        """
        given = answers.Answer(question, answer, who, when, board, figure, version_id)
        with write(self._engine) as connection:
            return answers.add(connection, council, plan, given)

    def answers(self, council: str, plan: str, until: int | None = None) -> pd.DataFrame:
        """Return a plan's answers, oldest first: columns answer_id, question, board, answer, figure, who, at, version_id."""
        with self._engine.connect() as connection:
            return answers.listing(connection, council, plan, until)

    # --- what there is ----------------------------------------------------------------------------------------

    def councils(self) -> list[str]:
        """Return the councils that have a version on show, by name."""
        with self._engine.connect() as connection:
            return versions.councils_with_versions(connection)

    def plans(self, council: str) -> list[str]:
        """Return the council's plans that have a version on show, by name."""
        with self._engine.connect() as connection:
            return versions.plans_of(connection, council)

    # --- everything known of a council -------------------------------------------------------------------------

    def records(self, council: str, name: str, until: int | None = None) -> pd.DataFrame:
        """Return risks, inspections, case_reviews, events, neighbours or areas from the council's newest version that has any."""
        with self._engine.connect() as connection:
            return definitions.records(connection, council, name, until)

    def measures(self, council: str, until: int | None = None) -> pd.DataFrame:
        """Return the newest definition of each of the council's measures (canonical measures)."""
        with self._engine.connect() as connection:
            return definitions.measures(connection, council, until)

    def commentary(self, council: str, measure: str, until: int | None = None) -> pd.DataFrame:
        """Return what each upload says about a measure's latest figure, newest first: columns version_id, uploaded_at, commentary."""
        with self._engine.connect() as connection:
            return definitions.said(connection, council, measure, until)

    def areas(self, council: str, until: int | None = None) -> pd.DataFrame:
        """Return the different areas that the council's figures are about: columns area_code, area, area_level."""
        with self._engine.connect() as connection:
            return observations.areas_of(connection, council, until=until)

    def shared_measures(self, council: str, until: int | None = None) -> list[str]:
        """Return the measures of which more than one area has figures, schools apart: those that can be compared."""
        with self._engine.connect() as connection:
            return observations.shared_measures(connection, council, until=until)

    def places(self, council: str, until: int | None = None) -> pd.DataFrame:
        """Return what all uploads together say about areas (canonical areas, one row for each code)."""
        with self._engine.connect() as connection:
            return definitions.places(connection, council, until)

    def every_figure(self, council: str, area_code: str | None, until: int | None = None) -> pd.DataFrame:
        """Return one area's figures from every upload, those that a later upload replaced too, with ``version_id``, oldest upload first."""
        with self._engine.connect() as connection:
            return observations.of_area(connection, council, area_code, until=until)

    def observations(
        self,
        council: str,
        *,
        measure: str | Sequence[str] | None = None,
        area_code: str | Sequence[str] | None = None,
        area_level: str | Sequence[str] | None = None,
        breakdown: str | Sequence[str] | None = None,
        latest: bool = False,
        until: int | None = None,
    ) -> pd.DataFrame:
        """Return the council's observations, each from the newest upload that has it.

        Parameters
        ----------
        council : str
        measure, area_code, area_level, breakdown : str or list of str, optional
            Only these.
        latest : bool
            Only the last period of each measure, area and breakdown.
        until : int, optional
            Only what was known then.

        Returns
        -------
        DataFrame
            Canonical observations with ``version_id``, ordered by measure, breakdown, area and period. For the same measure, area code
            (area name where there is no code), breakdown and last day of the period the newest upload wins, and in one upload the last row.
        """
        wanted = observations.Wanted.of(measure, area_code, area_level, breakdown)
        with self._engine.connect() as connection:
            return observations.find(connection, council, wanted, latest, until)

    def series(
        self, council: str, measure: str, area_code: str | None, breakdown: str = "Total", until: int | None = None
    ) -> pd.DataFrame:
        """Return one measure of one area over time, oldest first. ``area_code`` None means rows that have no code."""
        with self._engine.connect() as connection:
            return observations.one_series(connection, council, measure, area_code, breakdown=breakdown, until=until)

    def latest(
        self, council: str, area_code: str | None, measures: Sequence[str] | None = None, breakdown: str | None = "Total", until: int | None = None
    ) -> pd.DataFrame:
        """Return the last observation of each measure of one area. ``breakdown`` None gives every breakdown."""
        with self._engine.connect() as connection:
            return observations.latest_of_area(connection, council, area_code, measures, breakdown=breakdown, until=until)

    def ranking(
        self, council: str, measure: str, period_end: datetime | None = None, breakdown: str = "Total", until: int | None = None
    ) -> pd.DataFrame:
        """Return one measure of all areas in one period; the last period that any area has, unless one is given."""
        with self._engine.connect() as connection:
            return observations.ranking(connection, council, measure, period_end, breakdown=breakdown, until=until)
