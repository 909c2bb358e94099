select E'it\'s; fine', e'\\';
