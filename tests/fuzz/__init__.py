"""Whatever comes in: a while in `make test`, for hours if wanted in `make fuzz`."""
