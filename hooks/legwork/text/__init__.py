"""Text and data as such: YAML with positions, problems, letters, slugs, paths, inline Markdown, sanitizing."""
