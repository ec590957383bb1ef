-- What an administrator loads into the running platform, the same in every schema: the holidays of a
-- year, the text of a statute. A service reads it and may not change it.

create table reference (
    reference_id bigint generated always as identity primary key,
    kind text not null check (kind in ('holidays', 'statute')),
    key text not null check (key <> ''),
    body jsonb not null,
    digest bytea not null,
    source text not null check (source <> ''),
    loaded_at timestamptz not null,
    loaded_by text not null check (loaded_by <> ''),
    replaced_at timestamptz
);

comment on table reference is
    'Reference data by kind and key. A row is never changed: a new one takes its place, and the old '
    'one keeps the time until which it held.';

create unique index reference_current on reference (kind, key) where replaced_at is null;
