-- What office and citizen wrote to each other, and how far the matter has come elsewhere.

create table complaint.correspondence (
    submission_id uuid not null references complaint.submission (id),
    version bigint not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    author text not null check (author in ('office', 'platform', 'citizen')),
    outcome text,
    words text not null,
    written_at timestamptz not null,
    primary key (submission_id, version)
);

comment on column complaint.correspondence.version is 'The version of the submission it led to.';

alter table complaint.correspondence enable row level security;

alter table complaint.correspondence force row level security;

create policy by_region on complaint.correspondence
    using (complaint.region_in_scope(region)) with check (complaint.region_in_scope(region));

create table complaint.stage (
    matter_id uuid not null references complaint.submission (matter_id),
    stage text not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    reached_on date not null,
    primary key (matter_id, stage)
);

comment on table complaint.stage is 'Stages that other services have reported about a matter.';

alter table complaint.stage enable row level security;

alter table complaint.stage force row level security;

create policy by_region on complaint.stage
    using (complaint.region_in_scope(region)) with check (complaint.region_in_scope(region));
