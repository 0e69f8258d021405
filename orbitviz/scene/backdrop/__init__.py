"""What is drawn behind the satellites: sky, Earth, lines, shadow cone."""
