select é$$ ;
