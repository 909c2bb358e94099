-- "Input" is what the programs and the workflow definitions call it. No older program can work after this.
alter table job rename column payload to input;
