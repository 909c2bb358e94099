drop table schedule;
