"""Satellites near the camera as bodies."""
