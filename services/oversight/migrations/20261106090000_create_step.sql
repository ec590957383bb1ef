-- Every step of every matter, as the event that told it says. Nothing in a row depends on when the
-- event arrived.

create table oversight.step (
    event_id uuid primary key,
    matter_id uuid not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    service text not null,
    event_type text not null,
    name text not null,
    version integer not null check (version > 0),
    aggregate_id uuid not null,
    aggregate_version bigint not null check (aggregate_version > 0),
    occurred_at timestamptz not null,
    legal_date date not null,
    articles text[] not null,
    dues_set jsonb not null check (jsonb_typeof(dues_set) = 'array'),
    dues_met text[] not null,
    actor_post text not null,
    trace_id text check (trace_id ~ '^[0-9a-f]{32}$'),
    unique (service, aggregate_id, aggregate_version)
);

create index step_of_matter on oversight.step (matter_id);

alter table oversight.step enable row level security;

alter table oversight.step force row level security;

create policy by_region on oversight.step
    using (oversight.region_in_scope(region)) with check (oversight.region_in_scope(region));
