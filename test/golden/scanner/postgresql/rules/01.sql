create rule r as on insert to t do also (insert into a values (';'); delete from b;);
