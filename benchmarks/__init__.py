"""Measurements of time, run by hand: docs/operations/benchmarks.md."""
