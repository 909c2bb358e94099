select E'a'
, '\';
