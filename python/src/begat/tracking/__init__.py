"""Records what a script reads and writes."""
