"""The map: the whole Earth with its satellites on one picture, drawn without OpenGL."""
