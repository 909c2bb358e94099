copy (select 1 from stdin) to program 'cat;';
