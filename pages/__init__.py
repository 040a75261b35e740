"""Home, threats, help, standard pages, search, the seed: where everything meets."""
