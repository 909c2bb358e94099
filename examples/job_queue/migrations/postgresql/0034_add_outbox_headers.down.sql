alter table outbox drop column headers;
