begin isolation level serializable;
