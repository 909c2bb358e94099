drop index attempt_slow;
alter table attempt drop column seconds;
