select 1 /* /* */;
