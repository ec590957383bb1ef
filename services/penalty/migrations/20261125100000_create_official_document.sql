-- Documents (文书) of a case: what was drafted, sealed, served, voided.

create table penalty.official_document (
    id uuid primary key,
    case_id uuid not null references penalty.case_file (id),
    matter_id uuid not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    version bigint not null check (version > 0),
    status text not null check (status in ('drafted', 'sealed', 'served', 'voided')),
    form text not null,
    volume text not null check (volume in ('main', 'secondary')),
    agency_code text,
    year smallint,
    number integer check (number > 0),
    content_digest text check (content_digest ~ '^[0-9a-f]{64}$'),
    pdf_digest text check (pdf_digest ~ '^[0-9a-f]{64}$'),
    drafted_at timestamptz not null,
    sealed_at timestamptz,
    state jsonb not null,
    check ((number is null) = (agency_code is null) and (number is null) = (year is null)),
    check ((sealed_at is null) = (content_digest is null)
        and (sealed_at is null) = (pdf_digest is null)),
    check (status <> 'drafted' or sealed_at is null),
    check (status not in ('sealed', 'served') or sealed_at is not null)
);

comment on table penalty.official_document is
    'The register of documents. A number is taken from document_counter when the document is sealed '
    'and stays with it when it is voided; content_digest is printed on it, pdf_digest is the SM3 of '
    'its file.';

-- A decision keeps its number when its document is voided and printed anew.
create unique index official_document_number on penalty.official_document (agency_code, year, number)
    where status <> 'voided';

create index official_document_by_case on penalty.official_document (case_id, drafted_at);

create index official_document_by_content on penalty.official_document (content_digest);

create index official_document_by_pdf on penalty.official_document (pdf_digest);

alter table penalty.official_document enable row level security;

alter table penalty.official_document force row level security;

create policy by_region on penalty.official_document
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.document_content (
    document_id uuid primary key references penalty.official_document (id),
    region text not null check (region ~ '^[0-9]{6}$'),
    content jsonb not null
);

comment on table penalty.document_content is
    'What fills a document. Holds names, addresses and statements: read by those who handle the case, '
    'and never copied into state, events or logs.';

alter table penalty.document_content enable row level security;

alter table penalty.document_content force row level security;

create policy by_region on penalty.document_content
    using (penalty.region_in_scope(region)) with check (penalty.region_in_scope(region));

create table penalty.seal_key (
    key_id text primary key check (key_id ~ '^[0-9a-f]{64}$'),
    pem text not null,
    first_used_at timestamptz not null
);

comment on table penalty.seal_key is
    'Public keys of the seals that were used, so that old documents stay verifiable.';
