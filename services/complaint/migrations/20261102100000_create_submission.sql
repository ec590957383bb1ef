-- Submissions (诉求登记): what citizens ask, report and complain of. The words stay in this schema.

create table complaint.submission (
    id uuid primary key,
    matter_id uuid not null unique,
    receipt text not null unique check (receipt ~ '^[0-9]{8}-[0-9]{6}-[0-9A-HJKMNP-TV-Z]{8}$'),
    query_code_sha256 bytea not null check (length(query_code_sha256) = 32),
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null check (status in ('handling', 'replied', 'closed')),
    due_on date,
    received_at timestamptz not null,
    submitted_by uuid,
    title text not null,
    words text not null,
    request text not null,
    place text not null,
    respondent_name text not null,
    respondent_address text not null,
    state jsonb not null
);

comment on column complaint.submission.submitted_by is
    'The account it was sent from or the clerk who wrote it down; null without a token.';

create index submission_by_status on complaint.submission (status, region, received_at desc);

alter table complaint.submission enable row level security;

alter table complaint.submission force row level security;

create policy by_region on complaint.submission
    using (complaint.region_in_scope(region)) with check (complaint.region_in_scope(region));
