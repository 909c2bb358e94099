drop table workflow;
