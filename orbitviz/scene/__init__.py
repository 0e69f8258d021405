"""The picture: a State and a Snapshot drawn layer by layer with vispy; no Qt.

`Picture` draws into the current framebuffer, `GlobeCanvas` into a window, `Renderer` into arrays.
"""
