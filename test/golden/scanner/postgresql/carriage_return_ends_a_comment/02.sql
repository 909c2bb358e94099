select 2 -- ;
;
