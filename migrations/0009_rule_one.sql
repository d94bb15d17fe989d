-- Version 1 of the route rule: a proposal in force from the day of the Kinship Care Practice Guide, until the partnership's lead confirms or replaces it.

insert into route_rule (version, definition, effective_from, confirmed_by, confirmed_at, at, by) values (
  1,
  '{
    "text": [
      "A behaviour is frequent and challenging when it challenges the carer quite a lot or more and happens several times a week or more. Where somebody is hurt or things are damaged, about weekly is enough.",
      "A parenting programme is recommended when at least one behaviour is frequent and challenging, or when three or more happen about weekly or more and challenge the carer quite a lot or more.",
      "Where somebody is hurt and it challenges the carer a great deal, the answer is never below the rule.",
      "CBT for the carer is recommended when a need assessment that is still valid says yes. Behaviour alone never recommends it.",
      "Both may be recommended. The kind of care arrangement never excludes anybody."
    ],
    "frequentAndChallenging": {
      "challenge": 2,
      "howOften": 4,
      "howOftenWhereHurtOrDamaged": 3,
      "hurtOrDamaged": ["hurts-carer", "hurts-children", "hurts-animals", "hurts-self", "damages"]
    },
    "several": { "behaviours": 3, "howOften": 3, "challenge": 2 },
    "neverBelow": { "somebodyHurt": ["hurts-carer", "hurts-children", "hurts-self"], "challenge": 3 },
    "lookAgainWeeks": 8,
    "evidence": { "parenting": "promising", "cbt": "promising" }
  }',
  '2024-10-14',
  null,
  null,
  '2024-10-14T00:00:00.000Z',
  'kinstep'
);
