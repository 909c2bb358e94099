select 4 /* ' */;
