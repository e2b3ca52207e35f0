"""The `onewindow` command: one module for each subcommand, listed in `main.COMMANDS`."""
