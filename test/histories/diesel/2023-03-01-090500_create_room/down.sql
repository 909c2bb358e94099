drop index room_owner;
drop table room;
