-- rung: oldest-reader 32
-- Room for the two halves of `address`; the next step fills it.
alter table worker add column host text;
alter table worker add column port integer check (port between 1 and 65535);
