with w as (select replace , into from t) select 1;
