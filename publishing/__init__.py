"""How a version becomes public, and what keeps the public versions as they were."""
