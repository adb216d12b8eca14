"""Tools for editors: coverage, the template of an exercise, published addresses."""
