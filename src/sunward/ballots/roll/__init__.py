"""The roll: by which rule it is computed, how it is frozen, who stands on it, and what was corrected."""
