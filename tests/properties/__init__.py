"""Tests that hold for whatever anybody sends."""
