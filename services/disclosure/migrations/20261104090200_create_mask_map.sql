-- What was replaced by what in each public text (脱敏对照). Holds personal data: kept apart from the
-- text, shown only to those who check it before approval, and removed when nothing is published.

create table disclosure.mask_map (
    publication_id uuid primary key references disclosure.publication (id),
    region text not null check (region ~ '^[0-9]{6}$'),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    entries jsonb not null
);

alter table disclosure.mask_map enable row level security;

alter table disclosure.mask_map force row level security;

create policy by_region on disclosure.mask_map
    using (disclosure.region_in_scope(region)) with check (disclosure.region_in_scope(region));
