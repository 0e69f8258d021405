"""Other ways to draw the million satellites, timed beside orbitviz; see README.md."""
