"""Hearings on a matter: asked for by petition, demanded by a deadline, called, and cited by the resolution."""
