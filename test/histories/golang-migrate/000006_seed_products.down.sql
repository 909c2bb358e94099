DELETE FROM stock WHERE product IN ('CUP;01', 'POT''02', '-- TEA');
DELETE FROM product WHERE sku IN ('CUP;01', 'POT''02', '-- TEA');
