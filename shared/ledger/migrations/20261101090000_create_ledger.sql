-- The tables every service schema has. Names carry no schema: the migration runs with the service's
-- schema as its search path, and so do the queries of this crate.

create function region_in_scope(region text) returns boolean
    language sql stable
    return region like any (string_to_array(current_setting('mj.region_scope', true), ','));

comment on function region_in_scope(text) is
    'True when the transaction was opened for this region; without a scope nothing is visible.';

create table ledger (
    position bigint generated always as identity primary key,
    event_id uuid not null unique,
    aggregate_id uuid not null,
    aggregate_version bigint not null check (aggregate_version > 0),
    event_type text not null,
    subject text not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    matter_id uuid not null,
    actor_id uuid not null,
    occurred_at timestamptz not null,
    payload bytea not null,
    traceparent text,
    unique (aggregate_id, aggregate_version)
);

comment on table ledger is 'Append-only: every event of this service, the source of all that follows.';

create index ledger_matter on ledger (matter_id);

alter table ledger enable row level security;

alter table ledger force row level security;

create policy by_region on ledger
    using (region_in_scope(region)) with check (region_in_scope(region));

create table outbox (
    position bigint primary key references ledger (position),
    stream_sequence bigint
);

comment on table outbox is
    'Which events the broker has, and where. Identities commit out of order, so the relay takes the '
    'rows without a sequence and never a range of positions.';

create index outbox_waiting on outbox (position) where stream_sequence is null;

create index outbox_sequence on outbox (stream_sequence) where stream_sequence is not null;

create table relay_state (
    stream text primary key,
    created_ns bigint not null
);

comment on table relay_state is 'The incarnation of the stream that the sequences in outbox belong to.';

create table inbox (
    consumer text not null,
    aggregate_id uuid not null,
    previous bigint not null,
    version bigint not null,
    event_id uuid not null,
    primary key (consumer, aggregate_id)
);

comment on table inbox is 'The last event applied, per consumer and foreign aggregate: seen or in turn.';

create table inbox_attempt (
    consumer text not null,
    event_id uuid not null,
    attempts integer not null,
    last_error text not null,
    last_at timestamptz not null,
    primary key (consumer, event_id)
);

create table dead_letter (
    id bigint generated always as identity primary key,
    consumer text not null,
    event_id uuid,
    aggregate_id uuid,
    aggregate_version bigint,
    subject text not null,
    headers jsonb not null,
    payload bytea not null,
    reason text not null check (reason in ('unreadable', 'refused', 'failed', 'diverged', 'behind')),
    error text not null,
    attempts integer not null,
    traceparent text,
    parked_at timestamptz not null,
    resolved_at timestamptz
);

comment on table dead_letter is
    'Events that could not be applied, with all that is needed to apply them later.';

create unique index dead_letter_event on dead_letter (consumer, event_id) where resolved_at is null;

create index dead_letter_aggregate on dead_letter (consumer, aggregate_id) where resolved_at is null;

create table timer (
    timer_id uuid primary key,
    aggregate_id uuid not null,
    kind text not null,
    rule_id text not null,
    region text not null check (region ~ '^[0-9]{6}$'),
    matter_id uuid not null,
    due_at timestamptz not null,
    traceparent text,
    fired_at timestamptz,
    cancelled_at timestamptz,
    attempts integer not null default 0,
    retry_at timestamptz,
    last_error text
);

comment on table timer is 'Legal clocks. Claimed earliest first; fired with their effect in one transaction.';

create index timer_open on timer (due_at) where fired_at is null and cancelled_at is null;

create index timer_aggregate on timer (aggregate_id, kind)
    where fired_at is null and cancelled_at is null;

create table idempotency (
    scope text not null,
    key text not null,
    request_hash bytea not null,
    status integer not null,
    body jsonb not null,
    answered_at timestamptz not null,
    primary key (scope, key)
);

comment on table idempotency is 'Answers already given, so that a request sent twice has one effect.';
