"""The quantities of a satellite, topic by topic; registry.py is the one list of them."""
