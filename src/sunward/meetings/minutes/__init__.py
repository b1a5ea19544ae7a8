"""Minutes: drafted from what was recorded, corrected, signed, locked."""
