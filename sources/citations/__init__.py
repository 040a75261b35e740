"""Citations: small numbers behind sentences, and the notes that prove them."""
