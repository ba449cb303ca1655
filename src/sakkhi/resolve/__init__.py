"""The resolving stage: words for places and times to what they mean."""
