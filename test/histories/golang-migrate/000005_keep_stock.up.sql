CREATE TABLE stock (product TEXT PRIMARY KEY REFERENCES product(sku), pieces INTEGER NOT NULL DEFAULT 0);

CREATE TRIGGER stock_is_taken AFTER UPDATE OF state ON "order"
WHEN new.state = 'paid' AND old.state = 'open'
BEGIN
  UPDATE stock
     SET pieces = pieces - (SELECT quantity FROM order_line WHERE "order" = new.id AND order_line.product = stock.product)
   WHERE product IN (SELECT product FROM order_line WHERE "order" = new.id);
  SELECT CASE WHEN EXISTS (SELECT 1 FROM stock WHERE pieces < 0)
              THEN RAISE(ABORT, 'sold out; nothing was taken') END;
END;
