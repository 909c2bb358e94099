select 1;
select 'é', $a$ ; $b$ $$ $a
;