"""What is remembered between runs: contents, paths, predictions, embeddings and reviews. The home of SQLite.

Belongs here: the database file, its schema and repair, rows ↔ core values, the questions asked of it.
Does not: decoding photos (imaging), running the model (inference), deciding what a prediction means (core).

The parts, from the outside in: `store` (the API), `values` (what it takes and gives), `opening` (a path → a usable
file), `salvage` and `leaves` (repair of a damaged file), `threads` and `connection` (SQLite's connections),
`migrations` (the schema), `rows` (rows ↔ values), `faults` (SQLite's errors → sentences), `files` and `locks`
(what lies beside the store's file).
"""
