"""One file per command of `sunward`; each has `run(arguments) -> exit code`."""
