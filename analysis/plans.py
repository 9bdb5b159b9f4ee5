"""Which of a council's plans stands first, and which of them another one replaced: told by the days of their versions, never by their names."""

import pandas as pd

from analysis.uk_time import date_versions


def order_plans(versions: pd.DataFrame) -> list[str]:
    """Return the plans, the one whose newest version is true for the latest day first: that is the plan in force.

    Parameters
    ----------
    versions : DataFrame
        ``plan``, ``version_id``, ``as_at`` (may be missing) and ``uploaded_at`` (UTC), as `Store.versions` of kind plan. Of two plans with
        the same day the one uploaded last stands first, so an older plan that is uploaded late does not take the place of the present one.
    """
    dated = versions.assign(day=date_versions(versions)).sort_values(["day", "version_id"], ascending=False)
    return dated["plan"].drop_duplicates().tolist()


def find_earlier(versions: pd.DataFrame, plan: str) -> list[str]:
    """Return the other plans that began before a plan, as told by the first version of each; in the order of `order_plans`.

    Parameters
    ----------
    versions : DataFrame
        As in `order_plans`.
    plan : str
        One of its plans.
    """
    dated = versions.assign(day=date_versions(versions)).sort_values(["day", "version_id"])
    begun = dated["plan"].drop_duplicates().tolist()
    before = set(begun[: begun.index(plan)])
    return [name for name in order_plans(versions) if name in before]
