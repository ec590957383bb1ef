-- Tasks: filed cases on their way to a team.

create table dispatch.task (
    id uuid primary key,
    matter_id uuid not null unique,
    case_id uuid not null unique,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null check (status in ('waiting', 'assigned', 'accepted')),
    opened_at timestamptz not null,
    state jsonb not null
);

create index task_by_status on dispatch.task (status, region, opened_at desc);

alter table dispatch.task enable row level security;

alter table dispatch.task force row level security;

create policy by_region on dispatch.task
    using (dispatch.region_in_scope(region)) with check (dispatch.region_in_scope(region));
