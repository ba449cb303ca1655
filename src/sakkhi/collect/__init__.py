"""Adding and collecting: what came in is kept, with its reading. Composes ingest, the reader and the store."""
