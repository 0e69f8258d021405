"""The rules: a file each, listed in `registry`."""
