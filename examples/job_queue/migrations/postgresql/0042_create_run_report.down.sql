drop materialized view run_report;
