"""Acts of the money context."""
