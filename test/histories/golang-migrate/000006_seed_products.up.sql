INSERT INTO product(sku, "price; net") VALUES ('CUP;01', 700), ('POT''02', 2400), ('-- TEA', 350);
INSERT INTO stock(product, pieces) SELECT sku, 10 FROM product;
/* The tea; it sells. */
UPDATE stock SET pieces = 100 WHERE product = '-- TEA';
