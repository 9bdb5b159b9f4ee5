"""A plan's tables turned into themes, recommendations and actions."""
