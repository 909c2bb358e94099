select '--'; select '/*'; select "--", '*/' -- ' ;
; select 1