"""Routes between two sites through the links of satellites, and how long light takes."""
