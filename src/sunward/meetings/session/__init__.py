"""The session itself: who is in the room, who steps aside, what is put to the vote, what came of it."""
