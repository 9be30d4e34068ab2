"""The command line: one file a command family, all over the services."""
