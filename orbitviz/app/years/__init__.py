"""Wiring of the fleet over the years: its date, play, bar."""
