"""Wiring of a presented tour: chosen, opened, played, left."""
