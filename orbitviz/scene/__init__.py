"""State and snapshot in, pixels out: every layer of the picture, with vispy and OpenGL. No Qt."""
