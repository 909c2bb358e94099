copy t from '/tmp/x';
