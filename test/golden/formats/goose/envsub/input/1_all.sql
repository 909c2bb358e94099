-- +goose ENVSUB ON
-- +goose Up
create table $TABLE (n int); -- ${TABLE}, ${UNSET-a}, ${EMPTY:-b}, ${EMPTY-c}., ${TABLE:1}, ${TABLE:1:2}, ${TABLE?no}, $$ \$ \\ $(x) ${UNSET:-${TABLE}}
-- +goose Down
drop table $TABLE; -- $
