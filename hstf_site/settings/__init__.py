"""One module per place where the site runs; all of them begin with `base`."""
