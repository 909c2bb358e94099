select (1);
