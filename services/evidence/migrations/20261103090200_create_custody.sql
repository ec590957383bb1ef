-- The chain of custody (保管链), one row for each touch.

create table evidence.custody (
    item_id uuid not null references evidence.item (id),
    sequence integer not null check (sequence > 0),
    region text not null check (region ~ '^[0-9]{6}$'),
    action text not null,
    actor_id uuid not null,
    touched_at timestamptz not null,
    note text not null,
    previous text not null check (previous ~ '^[0-9a-f]{64}$'),
    digest text not null check (digest ~ '^[0-9a-f]{64}$'),
    primary key (item_id, sequence)
);

alter table evidence.custody enable row level security;

alter table evidence.custody force row level security;

-- No policy lets anyone change or remove an entry.
create policy look on evidence.custody for select using (evidence.region_in_scope(region));

create policy append on evidence.custody for insert
    with check (evidence.region_in_scope(region));
