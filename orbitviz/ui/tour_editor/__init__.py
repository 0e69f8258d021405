"""The editor of tours: timeline, form of the chosen shot, actions."""
