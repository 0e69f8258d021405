"""The map in the window: its panel and its actions."""
