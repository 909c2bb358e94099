select E'a' || '\';
