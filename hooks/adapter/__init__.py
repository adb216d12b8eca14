"""Between the core and the site generator: pages, guides, the theme and files in the form that the generator wants."""
