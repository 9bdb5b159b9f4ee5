"""What every page uses: the shell around it, the shared choices, and the way answers are shown."""
