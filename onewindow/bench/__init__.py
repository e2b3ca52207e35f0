"""Measurements of the product beside what the same database does without it. Never a test that is timed."""
