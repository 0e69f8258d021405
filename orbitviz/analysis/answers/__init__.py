"""Answers for the panels: what each needs, computed on the worker and kept between questions."""
