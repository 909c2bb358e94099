CREATE INDEX order_open ON "order"(customer) WHERE state = 'open'; -- only those; the rest is history
CREATE INDEX customer_by_mail ON customer(lower(email));
