"""Satellites by a compute shader: tables of orbital planes, traversal, self-check."""
