select $été$ ; $ete$ ; $été$;
