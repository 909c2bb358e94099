select 1;
  copy public.t (a, "b") from /* */ stdin;
1	it's
\.
