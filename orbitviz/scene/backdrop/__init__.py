"""What stands behind the satellites: sky, Earth, lines."""
