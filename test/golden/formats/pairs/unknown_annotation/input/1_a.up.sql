-- a table
  -- rung: colour blue
create table a(id integer);
