"""Legwork's core: from a folder of YAML to page values. Knows nothing of MkDocs."""
