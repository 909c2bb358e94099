-- A rebuild of a table that others refer to.
CREATE TABLE customer_new (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
);
INSERT INTO customer_new(id, email, name) SELECT id, email, name FROM customer;
DROP TABLE customer;
ALTER TABLE customer_new RENAME TO customer;
CREATE INDEX customer_by_mail ON customer(lower(email));
