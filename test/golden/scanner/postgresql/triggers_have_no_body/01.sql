create trigger t before insert on a for each row execute function f();
