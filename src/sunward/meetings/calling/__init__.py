"""How a meeting comes about: who may ask for it, and by when it has to be held."""
