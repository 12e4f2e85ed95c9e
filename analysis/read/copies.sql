pragma synchronous = off;
create table if not exists ids (id text primary key) without rowid;
create table if not exists sketches (id text primary key, sketch blob) without rowid;
create table if not exists bands (key blob primary key, id text) without rowid;
create table if not exists last (wanted text primary key, number integer) without rowid;
