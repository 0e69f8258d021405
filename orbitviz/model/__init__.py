"""What the user decided: design, view, selection in one frozen state, and pure commands."""
