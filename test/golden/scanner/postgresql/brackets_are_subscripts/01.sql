select a[1], '{;}'::text[] , array['a;]'];
