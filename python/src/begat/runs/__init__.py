"""Training runs and steps under way."""
