alter table room add column message_count integer not null default 0;

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
