create table effect (
    id uuid primary key,
    version bigint not null,
    applied bigint not null
);
