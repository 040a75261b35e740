"""The index on the disk of one machine: written by one process, read by all."""
