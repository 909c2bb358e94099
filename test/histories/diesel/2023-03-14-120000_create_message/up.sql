create table message (
    id integer primary key,
    room integer not null references room(id) on delete cascade,
    author integer not null references account(id),
    body text not null check (length(body) between 1 and 4000),
    sent_at text not null default current_timestamp
);
create index message_in_room on message(room, sent_at desc);
