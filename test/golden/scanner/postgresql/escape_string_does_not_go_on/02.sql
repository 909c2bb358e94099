select E'a' '\';
