"""Two designs in the window: actions, the handle of the wipe, the table of differences."""
