DROP INDEX customer_by_mail;
DROP INDEX order_open;
