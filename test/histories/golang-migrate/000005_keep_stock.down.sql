DROP TRIGGER stock_is_taken;
DROP TABLE stock;
