"""Designs as TOML: reading, saving with comments kept, JSON Schema, the built-in ones."""
