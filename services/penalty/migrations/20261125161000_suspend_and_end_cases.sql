-- Cases stand still while their investigation is suspended (中止调查), and end without a decision on
-- a penalty: transferred, withdrawn, terminated.

alter table penalty.case_file drop constraint case_file_status_check;

alter table penalty.case_file add constraint case_file_status_check
    check (status in ('investigating', 'suspended', 'concluded', 'notified', 'decided', 'served',
        'performed', 'closed', 'revoked', 'ended', 'ended-closed'));
