drop view [room; summary];
