drop table worker_heartbeat;
