select U&'d\0061t;a', B'101', X'1F;', N'a\', U&"d;\0061";
