select E'a' -- the rest; below
	 'b\';c';
