"""What happens as time passes: clock, worker, keyframes of SGP4, snapshots. No Qt, no GL."""
