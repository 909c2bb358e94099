-- The usual advice: a script in a transaction of its own.
BEGIN;
CREATE TABLE "order" (
  id INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL REFERENCES customer(id),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid', 'sent; on its way', 'void'))
);
CREATE TABLE order_line (
  "order" INTEGER NOT NULL REFERENCES "order"(id) ON DELETE CASCADE,
  product TEXT NOT NULL REFERENCES product(sku),
  quantity INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY ("order", product)
);
COMMIT;
