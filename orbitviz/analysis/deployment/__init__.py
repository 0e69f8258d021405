"""A fleet over the years: launched, working, failed, replaced, retired and gone."""
