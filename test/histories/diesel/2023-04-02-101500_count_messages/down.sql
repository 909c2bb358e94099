drop trigger message_is_uncounted;
drop trigger message_is_counted;
alter table room drop column message_count;
