"""A tour as written in its file: shots of a camera, of time and of what is seen."""
