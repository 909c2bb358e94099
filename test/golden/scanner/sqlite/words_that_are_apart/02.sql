insert into t(or) values(1, replace, into);
