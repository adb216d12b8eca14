"""The catalogue: reading it, its models, what must hold, and what follows from it."""
