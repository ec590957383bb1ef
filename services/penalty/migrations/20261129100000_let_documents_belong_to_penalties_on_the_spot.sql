-- The form of a penalty on the spot belongs to that penalty, which has no case: its document carries
-- the identifier of the penalty where others carry that of their case. Rows from before keep their case.

alter table penalty.official_document drop constraint official_document_case_id_fkey;

alter table penalty.official_document
    add column filed_case_id uuid
        generated always as (case when form <> 'spot-penalty-decision' then case_id end) stored,
    add column spot_penalty_id uuid
        generated always as (case when form = 'spot-penalty-decision' then case_id end) stored;

alter table penalty.official_document add constraint official_document_filed_case_id_fkey
    foreign key (filed_case_id) references penalty.case_file (id);

alter table penalty.official_document add constraint official_document_spot_penalty_id_fkey
    foreign key (spot_penalty_id) references penalty.spot_penalty (id) not valid;

comment on column penalty.official_document.case_id is
    'The case; of the form of the spot, the penalty on the spot.';
