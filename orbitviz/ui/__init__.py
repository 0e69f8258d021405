"""The window: panels around the globe. Qt here, OpenGL never."""
