"""One satellite as JSON and as facts for people."""
