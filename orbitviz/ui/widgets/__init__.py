"""Small widgets that know nothing of satellites."""
