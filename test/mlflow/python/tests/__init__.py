"""Stands in for the helpers that MLflow's own tests share."""
