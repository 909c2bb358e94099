select fe'x\';
