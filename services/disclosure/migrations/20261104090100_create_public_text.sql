-- The masked text of each publication.

create table disclosure.public_text (
    publication_id uuid primary key references disclosure.publication (id),
    region text not null check (region ~ '^[0-9]{6}$'),
    content text not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    -- Places that a person should look at before approving.
    suspects jsonb not null
);

alter table disclosure.public_text enable row level security;

alter table disclosure.public_text force row level security;

create policy by_region on disclosure.public_text
    using (disclosure.region_in_scope(region)) with check (disclosure.region_in_scope(region));
