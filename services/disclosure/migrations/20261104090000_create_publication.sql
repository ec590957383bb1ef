-- Decisions on their way to the public register, on it, and taken down from it.

create table disclosure.publication (
    id uuid primary key,
    case_id uuid not null unique,
    matter_id uuid not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null,
    document_number text not null,
    -- Of organisations only: a natural person is not found by name.
    party_name text,
    party_uscc text,
    due_on date,
    queued_at timestamptz not null,
    published_at timestamptz,
    state jsonb not null
);

create index publication_by_status on disclosure.publication (status, region, queued_at desc);

create index publication_by_day on disclosure.publication (published_at desc)
    where published_at is not null;

create index publication_by_number on disclosure.publication (document_number);

create index publication_by_uscc on disclosure.publication (party_uscc)
    where party_uscc is not null;

alter table disclosure.publication enable row level security;

alter table disclosure.publication force row level security;

create policy by_region on disclosure.publication
    using (disclosure.region_in_scope(region)) with check (disclosure.region_in_scope(region));
