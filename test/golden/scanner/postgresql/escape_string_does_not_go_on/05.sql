select E'a'
- '\';
