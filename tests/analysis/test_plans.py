"""Which plan stands first, and which plans began before another."""

import pandas as pd

from analysis.plans import find_earlier, order_plans

# Version, plan, the day it says it is true for, and the day of its upload. The old plan of 2024 was uploaded late, after the present one.
VERSIONS = pd.DataFrame(
    [
        (5, "Action plan 2024", "2025-09-30", "2026-06-20"),
        (4, "SEND plan", None, "2026-02-02"),
        (3, "Improvement plan", "2026-03-31", "2026-04-07"),
        (2, "Improvement plan", "2025-12-31", "2026-01-07"),
        (1, "Self-evaluation", "2025-12-31", "2026-01-06"),
    ],
    columns=["version_id", "plan", "as_at", "uploaded_at"],
).astype({"as_at": "datetime64[us]", "uploaded_at": "datetime64[us]"})


def test_the_plan_of_the_latest_day_stands_first_whatever_its_name_and_upload():
    assert order_plans(VERSIONS) == ["Improvement plan", "SEND plan", "Self-evaluation", "Action plan 2024"]
    # Of the same day, the one uploaded last.
    assert order_plans(VERSIONS.assign(as_at=pd.Timestamp("2026-03-31"))) == ["Action plan 2024", "SEND plan", "Improvement plan", "Self-evaluation"]
    assert order_plans(VERSIONS.head(0)) == []


def test_only_plans_that_began_before_can_have_been_replaced():
    assert find_earlier(VERSIONS, "Improvement plan") == ["Self-evaluation", "Action plan 2024"]
    assert find_earlier(VERSIONS, "SEND plan") == ["Improvement plan", "Self-evaluation", "Action plan 2024"]
    assert find_earlier(VERSIONS, "Action plan 2024") == []
