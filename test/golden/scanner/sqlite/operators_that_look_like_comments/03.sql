select 4 -/* ; */ 5;
