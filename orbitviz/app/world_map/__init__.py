"""The map of the window: drawn on the worker, saved to files."""
