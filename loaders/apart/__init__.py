"""Reading in a separate, limited process: whatever happens to it, the dashboard goes on."""
