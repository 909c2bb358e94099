CREATE TABLE voucher (
  code TEXT PRIMARY KEY CHECK (code NOT LIKE '%;%'),
  percent INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 100),
  used_by INTEGER REFERENCES "order"(id)
);
ALTER TABLE "order" ADD COLUMN voucher TEXT REFERENCES voucher(code);
