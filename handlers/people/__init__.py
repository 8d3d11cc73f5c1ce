"""Who is in, in which role, and what is kept of them."""
