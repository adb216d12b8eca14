"""The search index: what the header box and the finder ask, as static files."""
