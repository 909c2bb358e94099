select 'naïve; 日本', größe from Ünïcödé; -- ← ;
select 2