"""Golden readings: whole reports in, whole readings out, reviewed as JSON."""
