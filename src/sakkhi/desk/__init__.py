"""The desk: pages, API, rulings, access. It reads through the doors of `store`, appends rulings, and runs no stage."""
