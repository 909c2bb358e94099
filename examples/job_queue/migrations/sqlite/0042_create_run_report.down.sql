drop view run_report;
