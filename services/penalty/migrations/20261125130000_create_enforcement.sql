-- Enforcement (强制执行) of a decision that is not performed: one for each case.

create table penalty.enforcement (
    id uuid primary key,
    case_id uuid not null unique references penalty.case_file (id),
    matter_id uuid not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null check (status in ('open', 'demanded', 'applied', 'accepted', 'granted',
        'suspended', 'finished')),
    state jsonb not null
);

create index enforcement_by_status on penalty.enforcement (status, region);

alter table penalty.enforcement enable row level security;

alter table penalty.enforcement force row level security;

create policy by_region on penalty.enforcement
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));
