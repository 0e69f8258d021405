"""The route between two sites: its panel and its actions."""
