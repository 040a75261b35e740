"""How a version becomes public: four eyes, seals, stale edits, deletion."""
