"""Designs as TOML: reading, saving with comments preserved, JSON Schema, the built-in ones."""
