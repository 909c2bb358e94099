drop table workflow_version;
drop table workflow;
drop function refuse_version_change();
