"""`python -m worthwhile` is the command `worthwhile`."""

from worthwhile.doors.cli.main import main

if __name__ == "__main__":
    main()
