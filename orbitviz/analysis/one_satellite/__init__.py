"""Everything about one satellite at one instant, as numbers."""
