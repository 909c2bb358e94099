select a ? b, c @> d, '{}'::jsonb ?| array['x'], :name, e <-> f; select 1 @-- ;
- 2;