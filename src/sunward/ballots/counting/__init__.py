"""How a vote is counted: by whom, what came of it, who is asked back, on what grounds it is annulled."""
