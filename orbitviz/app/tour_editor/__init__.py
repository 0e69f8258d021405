"""Wiring of the editor of tours: files, edits, thumbnails, preview."""
