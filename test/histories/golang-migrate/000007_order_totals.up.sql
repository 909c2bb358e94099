CREATE VIEW order_total AS
WITH line AS (
  SELECT order_line."order" AS id, order_line.quantity * product.price_gross AS gross
    FROM order_line JOIN product ON product.sku = order_line.product
)
SELECT id, sum(gross) AS gross, CASE WHEN sum(gross) > 10000 THEN 'large;' ELSE 'small;' END AS size
  FROM line GROUP BY id;
