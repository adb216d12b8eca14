"""Pages as values: addresses, view models and templates."""
