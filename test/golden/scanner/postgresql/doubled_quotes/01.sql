select 'it''s; fine', "a""b;c";
