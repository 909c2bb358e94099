-- rung: transaction none
vacuum;