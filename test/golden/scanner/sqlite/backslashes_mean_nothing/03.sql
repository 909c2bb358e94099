select e'b\';
