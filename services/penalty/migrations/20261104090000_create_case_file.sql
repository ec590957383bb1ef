-- Cases (案件), their parties, their document numbers, and what each field of enforcement sets.

create table penalty.case_file (
    id uuid primary key,
    matter_id uuid not null unique,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null check (status in ('investigating', 'concluded', 'notified', 'decided',
        'served', 'performed', 'closed', 'revoked')),
    domain text not null,
    filed_on date not null,
    document_number text unique,
    opened_at timestamptz not null,
    state jsonb not null,
    check ((document_number is not null)
        = (status in ('decided', 'served', 'performed', 'closed', 'revoked')))
);

create index case_file_by_status on penalty.case_file (status, region, opened_at desc);

alter table penalty.case_file enable row level security;

alter table penalty.case_file force row level security;

create policy by_region on penalty.case_file
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.party (
    case_id uuid primary key references penalty.case_file (id),
    region text not null check (region ~ '^[0-9]{6}$'),
    name text not null,
    address text not null,
    recorded_at timestamptz not null
);

comment on table penalty.party is
    'Who the party is. Personal data of natural persons: read by those who handle the case, and '
    'never copied into state, events or logs.';

alter table penalty.party enable row level security;

alter table penalty.party force row level security;

create policy by_region on penalty.party
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.document_counter (
    agency_code text not null,
    year smallint not null check (year between 1000 and 9999),
    region text not null check (region ~ '^[0-9]{6}$'),
    last integer not null check (last > 0),
    primary key (agency_code, year)
);

comment on table penalty.document_counter is
    'The last number of each agency code (机关代字) and year. Advanced in the transaction that makes '
    'the decision, so numbers have no gaps; a code belongs to the region that used it first.';

alter table penalty.document_counter enable row level security;

alter table penalty.document_counter force row level security;

create policy by_region on penalty.document_counter
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.document (
    agency_code text not null,
    year smallint not null,
    number integer not null check (number > 0),
    case_id uuid not null unique references penalty.case_file (id),
    region text not null check (region ~ '^[0-9]{6}$'),
    assigned_at timestamptz not null,
    primary key (agency_code, year, number)
);

comment on table penalty.document is 'The register of numbers: which decision has which.';

alter table penalty.document enable row level security;

alter table penalty.document force row level security;

create policy by_region on penalty.document
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.field_practice (
    domain text not null,
    applies_to text not null check (applies_to ~ '^[0-9]{0,6}$'),
    valid_from date not null,
    hearing_natural_person_fen bigint not null check (hearing_natural_person_fen >= 0),
    hearing_organisation_fen bigint not null check (hearing_organisation_fen >= 0),
    hearing_citation text not null check (hearing_citation <> ''),
    hearing_time_excluded text check (hearing_time_excluded <> ''),
    primary key (domain, applies_to, valid_from)
);

comment on table penalty.field_practice is
    'Thresholds that a province or city sets for a field of enforcement. applies_to is the beginning '
    'of the region code, empty for the whole nation; the longest that fits counts.';
