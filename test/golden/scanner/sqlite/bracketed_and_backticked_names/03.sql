select [it's];
