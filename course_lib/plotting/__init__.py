"""Draws on a given axis; computes nothing."""
