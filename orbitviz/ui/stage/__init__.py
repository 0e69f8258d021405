"""Presenting a tour: the screen the audience sees, and its actions."""
