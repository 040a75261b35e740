"""One module per place where the site runs; `base` and what it imports are shared."""
