import type { Role } from "../../src/domain/actor.ts";

/** One password for the whole fiction; the demonstration prints it. No production start knows these people. */
export const DEMONSTRATION_PASSWORD = "three quiet otters";

export const ORGANISATIONS = [
  {
    id: "org-millbrook",
    kind: "team",
    name: "Millbrook kinship team",
    shortName: "Millbrook",
    telephone: "01632 960101",
  },
  { id: "org-eastmoor", kind: "team", name: "Eastmoor kinship team", shortName: "Eastmoor", telephone: "01632 960102" },
  {
    id: "org-willow",
    kind: "provider",
    name: "Willow Tree Family Centre",
    shortName: "Willow Tree",
    telephone: "01632 960201",
  },
  {
    id: "org-harbour",
    kind: "provider",
    name: "Harbour Talking Service",
    shortName: "Harbour",
    telephone: "01632 960202",
  },
] as const;

export type DemonstrationPerson = {
  id: string;
  name: string;
  email: string;
  roles: { role: Role; organisationId: string }[];
  may: string;
};

const person = (id: string, name: string, organisationId: string, role: Role, may: string): DemonstrationPerson => ({
  id: `user-${id}`,
  name,
  email: `${id}@kinstep.example`,
  roles: [{ role, organisationId }],
  may,
});

export const PEOPLE: DemonstrationPerson[] = [
  person("priya", "Priya Nair", "org-millbrook", "practitioner", "opens families, records behaviour checks, refers"),
  person("marcus", "Marcus Bell", "org-millbrook", "team-manager", "as practitioner, for the whole team"),
  person(
    "ewa",
    "Ewa Kowalska",
    "org-eastmoor",
    "practitioner",
    "the same in another council: sees none of Millbrook’s",
  ),
  person("dan", "Dan Okafor", "org-willow", "facilitator", "answers referrals, runs parenting groups, keys measures"),
  person("ruth", "Ruth Adeyemi", "org-harbour", "facilitator", "the same for CBT"),
  person("nell", "Nell Barrow", "org-willow", "team-manager", "as facilitator; sets who is on duty"),
  person("omar", "Omar Farah", "org-harbour", "team-manager", "the same for CBT"),
  person("jo", "Jo Sharma", "org-willow", "co-leader", "marks tonight’s register, nothing else"),
  person("lin", "Lin Chen", "org-millbrook", "evaluator", "sees change under pseudonyms, downloads files"),
  person("ada", "Ada Moss", "org-millbrook", "administrator", "users, programmes, measures; no case records"),
  person("gwen", "Gwen Hughes", "org-millbrook", "auditor", "who looked at which family; no case contents"),
];
