-- The folder of each case, and the officers who may fill it.

create table evidence.folder (
    case_id uuid primary key,
    matter_id uuid not null unique,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null,
    opened_at timestamptz not null,
    state jsonb not null
);

alter table evidence.folder enable row level security;

alter table evidence.folder force row level security;

create policy by_region on evidence.folder
    using (evidence.region_in_scope(region)) with check (evidence.region_in_scope(region));

-- What dispatch last said about the team of a case; empty while nobody has the task.
create table evidence.team (
    case_id uuid primary key,
    region text not null check (region ~ '^[0-9]{6}$'),
    officer_ids uuid[] not null
);

alter table evidence.team enable row level security;

alter table evidence.team force row level security;

create policy by_region on evidence.team
    using (evidence.region_in_scope(region)) with check (evidence.region_in_scope(region));
