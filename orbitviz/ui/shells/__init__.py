"""The tree of shells."""
