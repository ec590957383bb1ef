-- Decisions that reached their party, as the penalty service told.

create table disclosure.served (
    case_id uuid primary key,
    region text not null check (region ~ '^[0-9]{6}$'),
    served_on date not null,
    method text not null
);

alter table disclosure.served enable row level security;

alter table disclosure.served force row level security;

create policy by_region on disclosure.served
    using (disclosure.region_in_scope(region)) with check (disclosure.region_in_scope(region));
