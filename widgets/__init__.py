"""Boxes of forms that every room may use."""
