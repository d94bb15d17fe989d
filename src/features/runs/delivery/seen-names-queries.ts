import type { Actor } from "../../../domain/actor.ts";
import { type Joined, seen, seenAsOn, seenGivenName, sightOf } from "../../sharing/index.ts";

const CARER: Joined = { referral: "referral", person: "carer", kind: "carer" };
const CHILD: Joined = { referral: "referral", person: "child", kind: "child" };

/** Names as the provider may see them now: on the file, or as it keeps them. */
export const names = (actor: Actor) => [
  seenGivenName(actor, CARER).as("carerGiven"),
  seen(actor, CARER, "family_name").as("carerFamily"),
  seen(actor, CARER, "known_as").as("carerKnown"),
  seenGivenName(actor, CHILD).as("childGiven"),
  seen(actor, CHILD, "family_name").as("childFamily"),
  seen(actor, CHILD, "known_as").as("childKnown"),
  sightOf(actor, "referral").as("sight"),
  seenAsOn(actor, "referral").as("seenAsOn"),
];

/** When the child was born, as the provider may see it now; for which form fits their age. */
export const childBirthOn = (actor: Actor) => seen(actor, CHILD, "birth_on").as("childBirthOn");
