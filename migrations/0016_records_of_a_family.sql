-- What a family's page asks about one family, and a referral's about one referral, is found by that id.
create index agreement_of_family on agreement (family_id, at);
create index need_assessment_family on need_assessment (family_id, on_day);
create index enrolment_referral on enrolment (referral_id, from_on);
