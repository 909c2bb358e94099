alter table job rename column input to payload;
