"""The shell around pages: the parts of Material that the site uses, and the security policy for browsers."""
