insert into task values (2); -- $1 and {a} and $$ are no placeholders, nor is ${
