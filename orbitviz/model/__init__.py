"""What the user decides: design, view, selection in one frozen state, and pure commands."""
