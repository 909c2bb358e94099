create view [room; summary] as
select room.id,
       room.topic,
       case when room.message_count = 0 then 'silent;' else 'alive;' end as mood,
       (select max(sent_at) from message where message.room = room.id) as last_sent
  from room;
