"""Chat servers of our own, as strict as the real ones: adapters are tested over a real connection."""
