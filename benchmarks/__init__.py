"""Figures with the machine they were measured on; speeds as ratios within one run. `make bench`."""
