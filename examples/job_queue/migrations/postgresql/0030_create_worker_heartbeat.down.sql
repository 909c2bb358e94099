drop table worker_heartbeat;
drop function see_worker();
