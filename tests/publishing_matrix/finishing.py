"""What whoever publishes does last: the writer, or a second person."""
