"""The layers behind the satellites: sky, Earth, lines."""
