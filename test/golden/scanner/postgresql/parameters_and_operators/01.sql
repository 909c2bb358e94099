select a ? b, c @> d, '{}'::jsonb ?| array['x'], :name, e <-> f;
