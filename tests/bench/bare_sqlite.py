"""What SQLite itself does: rows of a size, inserted and committed one by one, each on disk (WAL, synchronous=FULL)."""
import sqlite3
import sys
import time

path, count, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
database = sqlite3.connect(path, isolation_level=None)
database.execute("PRAGMA journal_mode = WAL")
database.execute("PRAGMA synchronous = FULL")
database.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, content TEXT NOT NULL)")
content = "x" * size
begun = time.monotonic()
for _ in range(count):
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO rows (content) VALUES (?)", (content,))
    database.execute("COMMIT")
print(time.monotonic() - begun)
