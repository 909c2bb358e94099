drop table job_tag;
drop table tag;
