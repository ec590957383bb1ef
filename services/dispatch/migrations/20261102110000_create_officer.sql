-- The roster of enforcement officers (执法人员名册). Their names stay in this schema.

create table dispatch.officer (
    id uuid primary key,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null check (status in ('active', 'suspended', 'cancelled')),
    name text not null check (length(name) > 0),
    unit text not null,
    certificate_number text not null check (length(certificate_number) between 1 and 32),
    registered_at timestamptz not null,
    state jsonb not null,
    unique (region, certificate_number)
);

comment on column dispatch.officer.region is
    'The region of the certificate. Certificate numbers are unique for the body that issues them.';

create index officer_by_unit on dispatch.officer (unit, certificate_number);

alter table dispatch.officer enable row level security;

alter table dispatch.officer force row level security;

create policy by_region on dispatch.officer
    using (dispatch.region_in_scope(region)) with check (dispatch.region_in_scope(region));
