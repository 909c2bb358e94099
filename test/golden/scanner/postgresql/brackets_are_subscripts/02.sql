select b[2];
