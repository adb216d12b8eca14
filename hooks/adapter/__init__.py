"""The adapter between the core and the site generator: pages, guides, theme and files in the generator's form."""
