-- What the gates refused, by article; which acts were fined; and what fields of enforcement set
-- about the time to decide.

create table penalty.refusal_count (
    day date not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    step text not null,
    rule text not null,
    citation text not null,
    refusals bigint not null check (refusals > 0),
    primary key (day, region, step, rule, citation)
);

comment on table penalty.refusal_count is
    'How often each gate refused each step. Counted in a transaction of its own, because that of '
    'the refused step is undone. No person, no case.';

alter table penalty.refusal_count enable row level security;

alter table penalty.refusal_count force row level security;

create policy by_region on penalty.refusal_count
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.fined_act (
    party_key text not null,
    act_key text not null,
    source_id uuid not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    document_number text not null,
    fined_on date not null,
    primary key (party_key, act_key)
);

comment on table penalty.fined_act is
    'Acts that were fined: one act, one fine. party_key is a digest of who the party is, act_key '
    'names the act. The key holds across regions, also where policies hide the row.';

create index fined_act_by_source on penalty.fined_act (source_id);

alter table penalty.fined_act enable row level security;

alter table penalty.fined_act force row level security;

create policy by_region on penalty.fined_act
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

alter table penalty.field_practice
    add column valid_to date,
    add column excluded_times text[] not null default '{}',
    add column excluded_citation text not null default '',
    add column extension_days_max integer check (extension_days_max > 0),
    add column extension_citation text,
    add constraint valid_from_before_to check (valid_from < valid_to),
    add constraint extension_cited
        check ((extension_days_max is null) = (extension_citation is null)),
    add constraint exclusion_cited
        check (excluded_times = '{}' or excluded_citation <> '');

comment on column penalty.field_practice.valid_to is
    'First day no longer in force; none while nothing ended it.';
