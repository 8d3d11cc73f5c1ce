"""What this process sees of itself and its machine, and whom it tells."""
