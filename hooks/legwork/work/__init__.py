"""Ways of working: processes, what a preview remembers, texts put aside."""
