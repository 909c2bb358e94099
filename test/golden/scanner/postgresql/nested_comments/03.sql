select 3 /***/;
