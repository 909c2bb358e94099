CREATE TABLE public.rung_ledger (
    id bigint NOT NULL,
    run text NOT NULL,
    catalog text NOT NULL,
    version bigint NOT NULL,
    name text NOT NULL,
    direction text NOT NULL,
    checksum text NOT NULL,
    outcome text NOT NULL,
    statements_done bigint NOT NULL,
    statements_total bigint NOT NULL,
    cursor text,
    sent text,
    started text NOT NULL,
    finished text,
    elapsed_ms bigint,
    release text,
    host text,
    pid bigint,
    error text
);
ALTER TABLE public.rung_ledger ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.rung_ledger_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.rung_version (
    catalog text NOT NULL,
    head bigint NOT NULL,
    chain text NOT NULL,
    floor bigint NOT NULL,
    half_done bigint,
    marks text,
    run text,
    run_by text,
    lease_owner text,
    lease_token bigint,
    lease_heartbeat bigint,
    lease_connection text,
    format bigint NOT NULL,
    format_readable_since bigint NOT NULL,
    program text,
    release text,
    newest bigint,
    sealed text,
    changed text NOT NULL
);
CREATE TABLE public.task (
    id integer NOT NULL,
    title text NOT NULL
);
INSERT INTO public.rung_ledger OVERRIDING SYSTEM VALUE VALUES (1, 'c8f680454a180001', 'main', 1, 'create_task', 'up', 'fd755c73a2b067bd63696afd766eb2a881326abd7549f7957a54baf799e9380f', 'done', 1, 1, NULL, NULL, '2026-11-28T16:20:52.292Z', '2026-11-28T16:20:52.292Z', 1, 'v1.2', 'vm', 1222, NULL);
INSERT INTO public.rung_ledger OVERRIDING SYSTEM VALUE VALUES (2, 'c8f680454a180001', 'main', 2, 'first_tasks', 'up', 'e77e5d55a05d59f151663e7807a29054d397866a901ab5c1ad8beaaa8cdd8791', 'done', 2, 2, NULL, NULL, '2026-11-28T16:20:52.292Z', '2026-11-28T16:20:52.298Z', 0, 'v1.2', 'vm', 1222, NULL);
INSERT INTO public.rung_ledger OVERRIDING SYSTEM VALUE VALUES (3, '0b5865ec826e0109', 'main', 3, 'index_title', 'up', '8c34d304e4dbd865787a3726e22fc274fe29c0172c5f474cdbef386e44b430bb', 'failed', 0, 1, NULL, NULL, '2026-11-28T16:20:52.461Z', '2026-11-28T16:20:52.461Z', 4, 'v1.2', 'vm', 1224, 'relation "nowhere" does not exist');
INSERT INTO public.rung_ledger OVERRIDING SYSTEM VALUE VALUES (4, '971edfaa5aff0251', 'main', 3, 'index_title', 'up', '1c0516fd975321004fdd85869a5c7b838159866d52fbea2fedacb4ec7f5d9182', 'done', 1, 1, NULL, NULL, '2026-11-28T16:20:52.649Z', '2026-11-28T16:20:52.650Z', 11, 'v1.2', 'vm', 1227, NULL);
INSERT INTO public.rung_ledger OVERRIDING SYSTEM VALUE VALUES (5, 'a1f98d40e9eca84b', 'main', 3, 'index_title', 'down', '1c0516fd975321004fdd85869a5c7b838159866d52fbea2fedacb4ec7f5d9182', 'done', 1, 1, NULL, NULL, '2026-11-28T16:20:52.820Z', '2026-11-28T16:20:52.820Z', 2, 'v1.2', 'vm', 1229, NULL);
INSERT INTO public.rung_version VALUES ('main', 2, '8bd93dba04095989ed650aac659a07cc4b1d55745154e0c36c774f81b7ab9b03', 2, NULL, '3 2 hold v1.2
', NULL, NULL, NULL, NULL, NULL, NULL, 1, 1, 'rung', 'v1.2', 3, '17234defb18f162a017df6df6912ecade67c5ce5180f7e612dbe6a81b6554f95', '2026-11-28T16:20:52.821Z');
INSERT INTO public.task VALUES (1, 'first');
INSERT INTO public.task VALUES (2, 'second');
SELECT pg_catalog.setval('public.rung_ledger_id_seq', 5, true);
ALTER TABLE ONLY public.rung_ledger
    ADD CONSTRAINT rung_ledger_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rung_version
    ADD CONSTRAINT rung_version_pkey PRIMARY KEY (catalog);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (id);
