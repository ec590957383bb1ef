-- The archive (案卷): one file for each closed case, its number, and how long files are kept.

create table penalty.archive (
    id uuid primary key,
    case_id uuid not null unique references penalty.case_file (id),
    matter_id uuid not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    unit text not null,
    year smallint not null check (year between 1000 and 9999),
    serial integer not null check (serial > 0),
    state jsonb not null,
    unique (unit, year, serial)
);

alter table penalty.archive enable row level security;

alter table penalty.archive force row level security;

create policy by_region on penalty.archive
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.archive_counter (
    unit text not null,
    year smallint not null check (year between 1000 and 9999),
    region text not null check (region ~ '^[0-9]{6}$'),
    last integer not null check (last > 0),
    primary key (unit, year)
);

comment on table penalty.archive_counter is
    'The last serial of each unit and year. Advanced in the transaction that archives, so numbers '
    'have no gaps.';

alter table penalty.archive_counter enable row level security;

alter table penalty.archive_counter force row level security;

create policy by_region on penalty.archive_counter
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.retention (
    domain text not null,
    applies_to text not null check (applies_to ~ '^[0-9]{0,6}$'),
    valid_from date not null,
    years smallint check (years > 0),
    citation text not null check (citation <> ''),
    primary key (domain, applies_to, valid_from)
);

comment on table penalty.retention is
    'How long files are kept: the schedule of the body, approved by the archive authority. domain '
    'empty: every field; applies_to is the beginning of the region code; the longest that fits '
    'counts. years null: for good.';

insert into penalty.retention (domain, applies_to, valid_from, years, citation)
values ('', '', '2013-02-01', null, '国家档案局令第8号；档案法实施条例第十九条');
