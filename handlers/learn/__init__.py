"""Open questions, their answers, and tips from members."""
