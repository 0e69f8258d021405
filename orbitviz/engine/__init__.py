"""What happens as time passes: clock, worker, SGP4 keyframes, snapshots, pick. No Qt, no OpenGL."""
