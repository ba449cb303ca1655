"""The command line: one file a group of commands; `main.main` is the entry."""
