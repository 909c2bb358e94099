select `a``;b`;
