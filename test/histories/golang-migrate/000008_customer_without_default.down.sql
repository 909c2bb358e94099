CREATE TABLE customer_old (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL DEFAULT 'n/a; unknown'
);
INSERT INTO customer_old(id, email, name) SELECT id, email, name FROM customer;
DROP TABLE customer;
ALTER TABLE customer_old RENAME TO customer;
CREATE INDEX customer_by_mail ON customer(lower(email));
