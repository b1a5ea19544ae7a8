"""The acts of meetings; importing the package makes them known."""
