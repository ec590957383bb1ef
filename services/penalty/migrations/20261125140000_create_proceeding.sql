-- What runs beside a case: coercive measures (行政强制措施), registered preservation (先行登记保存),
-- substitute performance (代履行); and the property (涉案财物) they hold.

create table penalty.proceeding (
    id uuid primary key,
    kind text not null check (kind in ('measure', 'preservation', 'substitute')),
    case_id uuid not null references penalty.case_file (id),
    matter_id uuid not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null,
    started_at timestamptz not null,
    state jsonb not null
);

comment on table penalty.proceeding is
    'Proceedings beside a case. They are locked, listed and counted alike, so they share a table; what '
    'each is stands in its state. Accounts at banks stand there too: read by those who handle the case.';

create index proceeding_by_case on penalty.proceeding (case_id, kind, started_at, id);

alter table penalty.proceeding enable row level security;

alter table penalty.proceeding force row level security;

create policy by_region on penalty.proceeding
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.property_item (
    proceeding_id uuid not null references penalty.proceeding (id),
    no integer not null check (no > 0),
    case_id uuid not null references penalty.case_file (id),
    region text not null check (region ~ '^[0-9]{6}$'),
    name text not null,
    mark text,
    quantity text not null,
    place text not null,
    status text not null,
    open boolean not null,
    changed_at timestamptz not null,
    primary key (proceeding_id, no)
);

comment on table penalty.property_item is
    'The ledger of property: one row for each item of a list, written together with the proceeding that '
    'holds it. open: the agency still answers for it.';

create index property_item_open_by_case on penalty.property_item (case_id) where open;

create index property_item_open_by_mark on penalty.property_item (mark) where open and mark is not null;

alter table penalty.property_item enable row level security;

alter table penalty.property_item force row level security;

create policy by_region on penalty.property_item
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.night_hours (
    applies_to text not null check (applies_to ~ '^[0-9]{0,6}$'),
    valid_from date not null,
    night_from time not null,
    night_to time not null,
    citation text not null check (citation <> ''),
    primary key (applies_to, valid_from)
);

comment on table penalty.night_hours is
    'When nothing is enforced: the law says night (夜间) without hours. applies_to is the beginning of the '
    'region code, empty for the whole nation; the longest that fits counts. Without a row: 22:00 to 06:00.';
