-- The register of clues (案件来源登记).

create table intake.clue (
    id uuid primary key,
    matter_id uuid not null unique,
    submission_id uuid unique,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null,
    due_on date,
    registered_at timestamptz not null,
    state jsonb not null
);

create index clue_by_status on intake.clue (status, region, registered_at desc);

alter table intake.clue enable row level security;

alter table intake.clue force row level security;

create policy by_region on intake.clue
    using (intake.region_in_scope(region)) with check (intake.region_in_scope(region));
