select 2 / 3 -- x
;
