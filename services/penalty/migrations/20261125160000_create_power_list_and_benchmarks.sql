-- The power and responsibility list (权责清单), discretion benchmarks (裁量基准), and how like cases
-- were decided.

create table penalty.power_list (
    applies_to text not null check (applies_to ~ '^[0-9]{0,6}$'),
    version integer not null check (version > 0),
    source text not null check (source <> ''),
    entrustments jsonb not null,
    loaded_by uuid not null,
    loaded_at timestamptz not null,
    primary key (applies_to, version)
);

comment on table penalty.power_list is
    'Every list that was loaded; the latest of the nearest region counts. Lists are published, so '
    'they have no region policy. applies_to is the beginning of the region code, empty for the whole '
    'nation.';

create table penalty.power_item (
    applies_to text not null,
    version integer not null,
    code text not null,
    domain text not null,
    item jsonb not null,
    primary key (applies_to, version, code),
    foreign key (applies_to, version) references penalty.power_list (applies_to, version)
);

create table penalty.benchmark (
    applies_to text not null check (applies_to ~ '^[0-9]{0,6}$'),
    item text not null,
    valid_from date not null,
    published_on date not null,
    benchmark jsonb not null,
    loaded_by uuid not null,
    loaded_at timestamptz not null,
    primary key (applies_to, item, valid_from)
);

comment on table penalty.benchmark is
    'Published benchmarks. A row never changes: a new version of an item has a later valid_from.';

create table penalty.like_case (
    case_id uuid primary key references penalty.case_file (id),
    region text not null check (region ~ '^[0-9]{6}$'),
    item text not null,
    grade text not null,
    party_kind text not null,
    fine_fen bigint not null check (fine_fen > 0),
    decided_on date not null
);

comment on table penalty.like_case is
    'Fines of decisions that stand, for comparison; written with the decision and removed with its '
    'revocation. It says nothing of who was fined.';

create index like_case_by_cell on penalty.like_case (item, grade, party_kind, region);

alter table penalty.like_case enable row level security;

alter table penalty.like_case force row level security;

create policy by_region on penalty.like_case
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));
