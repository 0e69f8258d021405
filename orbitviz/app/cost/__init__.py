"""Wiring of what a fleet costs: computed at each move, edits of the design."""
