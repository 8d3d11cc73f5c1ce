"""Names, words and towns from openly licensed packages (README.md); `make lists` takes them anew."""
