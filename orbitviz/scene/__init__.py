"""Arrays in, pixels out: every layer of the picture, with vispy. No Qt."""
