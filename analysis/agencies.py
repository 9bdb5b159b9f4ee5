"""Who does what: bodies by role, by theme, and the chain from delivery to second scrutiny with its gaps."""

import pandas as pd

from model.vocabulary import ROLES


def list_bodies(actions: pd.DataFrame) -> list[str]:
    """Return every body that has any role in the actions, by name, each once."""
    named = {body for role in ROLES for bodies in actions[role] for body in bodies}
    return sorted(named, key=lambda body: (body.casefold(), body))
