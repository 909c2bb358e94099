select [a;]];
