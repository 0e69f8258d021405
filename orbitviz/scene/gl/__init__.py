"""OpenGL beyond vispy, and all that touches vispy's own internals."""
