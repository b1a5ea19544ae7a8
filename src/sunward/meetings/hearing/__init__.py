"""Hearings and forums: the list of speakers, the draw, the record, and the answer to each opinion."""
