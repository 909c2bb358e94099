create table trigger_log(x);
