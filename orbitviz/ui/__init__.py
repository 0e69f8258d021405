"""The window: panels around the globe, actions, themes. Qt, no OpenGL."""
