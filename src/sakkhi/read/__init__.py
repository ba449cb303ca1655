"""The reading stage: a report and a pack to a reading."""
