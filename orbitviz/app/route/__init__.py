"""Wiring of the route between two sites."""
