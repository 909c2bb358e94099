drop view tenant_summary;
