"""Data folders to typed values: packs, reference tables, the gazetteer."""
