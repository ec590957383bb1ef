-- The proceedings beside the case: penalties on the spot (当场处罚), criminal referrals (移送), remedies
-- (救济); who holds a certificate; and what regions set for the spot.

create table penalty.officer (
    id uuid primary key,
    region text not null check (region ~ '^[0-9]{6}$'),
    domains text[] not null,
    valid_from date,
    valid_to date not null,
    standing text not null check (standing in ('held', 'suspended', 'cancelled')),
    since date,
    check ((since is null) = (standing = 'held'))
);

comment on table penalty.officer is
    'What dispatch tells of enforcement certificates (行政执法证). No names.';

alter table penalty.officer enable row level security;

alter table penalty.officer force row level security;

-- A city's or a province's officer also acts in its counties, so entries above the county are seen by
-- all: they hold no personal data. Writing keeps to the region.
create policy by_region on penalty.officer
    using (penalty.region_in_scope(region) or region like '%00')
    with check (penalty.region_in_scope(region));

create table penalty.spot_practice (
    domain text not null,
    applies_to text not null check (applies_to ~ '^[0-9]{0,6}$'),
    valid_from date not null,
    sole_trader text not null check (sole_trader in ('natural-person', 'organisation')),
    citation text not null check (citation <> ''),
    primary key (domain, applies_to, valid_from)
);

comment on table penalty.spot_practice is
    'As what an individual business (个体工商户) counts on the spot, where a province or city says so. '
    'applies_to is the beginning of the region code, empty for the whole nation; the longest counts.';

create table penalty.spot_penalty (
    id uuid primary key,
    matter_id uuid not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null check (status in ('issued', 'served', 'performed', 'revoked')),
    subject_id uuid not null unique,
    document_number text not null unique,
    opened_at timestamptz not null,
    state jsonb not null
);

comment on column penalty.spot_penalty.subject_id is 'The penalty itself.';

create index spot_penalty_by_status on penalty.spot_penalty (status, region, opened_at desc);

create index spot_penalty_by_matter on penalty.spot_penalty (matter_id);

alter table penalty.spot_penalty enable row level security;

alter table penalty.spot_penalty force row level security;

create policy by_region on penalty.spot_penalty
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.spot_party (
    spot_id uuid primary key references penalty.spot_penalty (id),
    region text not null check (region ~ '^[0-9]{6}$'),
    name text not null,
    address text not null,
    recorded_at timestamptz not null
);

comment on table penalty.spot_party is
    'Who was penalised on the spot. Personal data, as in penalty.party: never copied into state, '
    'events or logs.';

alter table penalty.spot_party enable row level security;

alter table penalty.spot_party force row level security;

create policy by_region on penalty.spot_party
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.referral (
    id uuid primary key,
    matter_id uuid not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null check (status in ('group', 'reported', 'approved', 'disapproved',
        'transferred', 'accepted', 'handed-over', 'declined', 'reconsidering', 'supervised',
        'returned')),
    subject_id uuid not null references penalty.case_file (id),
    document_number text check (document_number is null),
    opened_at timestamptz not null,
    state jsonb not null
);

comment on column penalty.referral.subject_id is 'The case.';

create index referral_by_status on penalty.referral (status, region, opened_at desc);

create index referral_by_matter on penalty.referral (matter_id);

create unique index referral_one_at_a_time on penalty.referral (subject_id)
    where status not in ('disapproved', 'handed-over', 'returned');

alter table penalty.referral enable row level security;

alter table penalty.referral force row level security;

create policy by_region on penalty.referral
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.remedy (
    id uuid primary key,
    matter_id uuid not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null check (status in ('open', 'applied', 'accepted', 'settled', 'suing',
        'final')),
    subject_id uuid not null unique,
    document_number text not null,
    opened_at timestamptz not null,
    state jsonb not null
);

comment on column penalty.remedy.subject_id is
    'The decision: a case or a penalty on the spot, which live in two tables.';

create index remedy_by_status on penalty.remedy (status, region, opened_at desc);

create index remedy_by_matter on penalty.remedy (matter_id);

alter table penalty.remedy enable row level security;

alter table penalty.remedy force row level security;

create policy by_region on penalty.remedy
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));
