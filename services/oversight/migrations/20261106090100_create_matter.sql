-- One row per matter, to find the latest ones: where it began, its first and its last step by the
-- time of the steps (the event breaks a tie), never by their arrival.

create table oversight.matter (
    matter_id uuid primary key,
    region text not null check (region ~ '^[0-9]{6}$'),
    steps bigint not null check (steps > 0),
    first_at timestamptz not null,
    first_event uuid not null,
    last_at timestamptz not null,
    last_event uuid not null,
    last_service text not null,
    last_name text not null,
    check ((first_at, first_event) <= (last_at, last_event))
);

create index matter_latest on oversight.matter (last_at desc, last_event desc);

alter table oversight.matter enable row level security;

alter table oversight.matter force row level security;

create policy by_region on oversight.matter
    using (oversight.region_in_scope(region)) with check (oversight.region_in_scope(region));
