create table message_old (
    id integer primary key,
    room integer not null references room(id) on delete cascade,
    author integer not null references account(id),
    body text not null check (length(body) between 1 and 4000),
    sent_at text not null default current_timestamp
);
insert into message_old(id, room, author, body, sent_at)
    select id, room, author, body, sent_at from message;
drop table message;
alter table message_old rename to message;

create index message_in_room on message(room, sent_at desc);
create trigger message_is_counted after insert on message
begin
    update room set message_count = message_count + 1 where id = new.room;
end;
create trigger message_is_uncounted after delete on message
begin
    update room
       set message_count = case when message_count > 0 then message_count - 1 else 0 end
     where id = old.room;
end;
