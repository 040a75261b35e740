"""What a reader's words mean, without a database."""
