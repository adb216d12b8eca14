"""The public data of the site: JSON and JSON Schema."""
