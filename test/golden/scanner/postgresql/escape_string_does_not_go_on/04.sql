select E'a'
/* */ '\';
