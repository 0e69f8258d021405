"""`python -m orbitviz` is the same as the command `orbitviz`."""

from orbitviz.app.command import main

if __name__ == "__main__":
    main()
