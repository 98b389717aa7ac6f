"""The subcommands of `python -m publishing`: each a module with `add(parser)` and `run(arguments) -> int`."""
