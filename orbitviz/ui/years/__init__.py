"""The fleet over the years: the bar under the time bar, and its actions."""
