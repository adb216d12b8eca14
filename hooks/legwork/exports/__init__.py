"""What leaves the site as data: JSON and JSON Schema."""
