"""The open design and catalogues: opening, saving, autosave, and the jobs that do it."""
