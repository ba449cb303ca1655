"""Records of a site and a period → a situation report as HTML and PDF."""
