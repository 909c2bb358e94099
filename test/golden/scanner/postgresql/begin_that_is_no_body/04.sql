create function f() returns atomic language sql as 'x';
