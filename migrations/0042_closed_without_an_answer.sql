-- What closed and nobody answered, the latest first, of one organisation: of what is asked before, after and at follow-up.
create index pack_closed on pack (organisation_id, closes_on, id) where timepoint in ('T0', 'T1', 'T2', 'T3');
