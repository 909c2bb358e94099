select 'a\';
