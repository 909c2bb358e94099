create table account (
    id integer primary key,
    handle text not null unique,
    "display;name" text not null,
    created_at text not null default current_timestamp
);
