select '/*';
