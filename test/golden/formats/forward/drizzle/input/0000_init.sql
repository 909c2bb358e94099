CREATE TABLE `users` (id integer);
--> statement-breakpoint
CREATE TABLE posts (id integer);
