select E'a' -- the rest; below
	 'b\';c';
select E'a'
  -- ; 
 'b\';c'
'\';';
select 1;