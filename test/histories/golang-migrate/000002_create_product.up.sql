CREATE TABLE product (
  sku TEXT PRIMARY KEY,
  "price; net" INTEGER NOT NULL CHECK ("price; net" >= 0),
  vat_percent INTEGER NOT NULL DEFAULT 20,
  price_gross INTEGER GENERATED ALWAYS AS ("price; net" * (100 + vat_percent) / 100) VIRTUAL
);
