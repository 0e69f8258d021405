"""The sky of a place on the ground, drawn without OpenGL."""
