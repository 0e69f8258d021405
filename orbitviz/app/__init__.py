"""The program with a window: start, wiring, documents, crashes."""
