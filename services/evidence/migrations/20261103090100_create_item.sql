-- Pieces of evidence. The bytes lie in the object store under sha256.

create table evidence.item (
    id uuid primary key,
    case_id uuid not null references evidence.folder (case_id),
    matter_id uuid not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    ordinal integer not null check (ordinal > 0),
    version bigint not null check (version > 0),
    status text not null,
    kind text not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    stored_at timestamptz not null,
    media_type text not null,
    file_name text,
    state jsonb not null,
    unique (case_id, ordinal)
);

comment on column evidence.item.file_name is
    'As the officer named the file. May name a person: never leaves this schema in events or logs.';

alter table evidence.item enable row level security;

alter table evidence.item force row level security;

create policy by_region on evidence.item
    using (evidence.region_in_scope(region)) with check (evidence.region_in_scope(region));
