"""The acts of this context; importing the package makes them known."""
