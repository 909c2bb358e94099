create trigger t delete on a begin delete from b; end
