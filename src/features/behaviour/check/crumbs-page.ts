import { type Family, familyPaths, nameOf } from "../../families/index.ts";
import { behaviourPaths } from "../paths.ts";

export const namesOf = (people: Family["carers"]) =>
  Object.fromEntries(people.map((person) => [person.id, nameOf(person)]));

export const familyCrumbs = (family: Family) => [
  { text: "Families", href: familyPaths.list },
  { text: family.carers.map(nameOf).join(" and ") || family.reference, href: familyPaths.show(family.id) },
];

export const checkCrumbs = (family: Family) => [
  ...familyCrumbs(family),
  { text: "Behaviour checks", href: behaviourPaths.list(family.id) },
];
