"""Posts and who comes into them: seats, elected offices, how far a post reaches, what needs no post."""
