"""Frames of a tour, drawn without a window."""
