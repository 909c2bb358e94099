drop table workflow_version;
