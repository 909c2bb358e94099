select 1 - -1; select 2 / 3 -- x
; select 4 -/* ; */ 5; select -