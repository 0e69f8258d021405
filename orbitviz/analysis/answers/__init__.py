"""Answers for the panels: what each needs, computed on the worker and cached between questions."""
