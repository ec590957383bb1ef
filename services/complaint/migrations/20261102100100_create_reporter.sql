-- Who submitted something (投诉人、举报人), apart from the submission, and every look at it.

create table complaint.reporter (
    submission_id uuid primary key references complaint.submission (id),
    region text not null check (region ~ '^[0-9]{6}$'),
    name text not null,
    phone text not null,
    address text not null
);

alter table complaint.reporter enable row level security;

alter table complaint.reporter force row level security;

create policy by_region on complaint.reporter
    using (complaint.region_in_scope(region)) with check (complaint.region_in_scope(region));

create table complaint.unmasking (
    id uuid primary key,
    submission_id uuid not null references complaint.submission (id),
    region text not null check (region ~ '^[0-9]{6}$'),
    actor_id uuid not null,
    purpose text not null check (length(purpose) > 0),
    unmasked_at timestamptz not null
);

comment on table complaint.unmasking is
    'Append-only: who saw a reporter''s identity, when, and for what purpose.';

create index unmasking_of_submission on complaint.unmasking (submission_id);

alter table complaint.unmasking enable row level security;

alter table complaint.unmasking force row level security;

create policy by_region on complaint.unmasking
    using (complaint.region_in_scope(region)) with check (complaint.region_in_scope(region));

create function complaint.refuse_change() returns trigger
    language plpgsql
    as $$ begin raise exception '% is append-only', tg_table_name; end $$;

create trigger append_only before update or delete on complaint.unmasking
    for each row execute function complaint.refuse_change();
