"""The rules: plain Python without Django, I/O or a clock of its own; every time, version and calendar is an argument."""
