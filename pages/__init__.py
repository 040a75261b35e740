"""Home, threats, help, standard pages, search, and the seed command."""
