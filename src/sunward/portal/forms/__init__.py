"""The forms of acts: fields in the words of the person who fills them in."""
