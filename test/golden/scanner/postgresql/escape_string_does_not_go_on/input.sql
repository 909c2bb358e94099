select E'a' || '\'; select E'a' '\'; select E'a'
, '\'; select E'a'
/* */ '\'; select E'a'
- '\';