create table reaction (
    message integer not null references message(id) on delete cascade,
    account integer not null references account(id) on delete cascade,
    `what;` text not null default ';)',
    primary key (message, account)
) without rowid;
