"""What editors use: coverage, the template of an exercise, published addresses."""
