create table effect (
    id bigint generated always as identity primary key,
    source text not null,
    region text not null
);

alter table effect enable row level security;

alter table effect force row level security;

create policy by_region on effect
    using (region_in_scope(region)) with check (region_in_scope(region));
