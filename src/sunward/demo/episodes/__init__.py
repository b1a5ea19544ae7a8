"""One file per thread of the story; each has `schedule(script, ...)`, which puts its scenes at their days."""
