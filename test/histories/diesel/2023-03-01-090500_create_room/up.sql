create table room (
    id integer primary key,
    topic text not null default 'welcome; please be kind', -- shown at the top; always
    owner integer not null references account(id)
);
create index room_owner on room(owner);
