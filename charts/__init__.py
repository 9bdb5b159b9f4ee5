"""A table in, a plotly figure and its words out."""
