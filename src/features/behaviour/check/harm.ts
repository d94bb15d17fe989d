import type { Behaviour, BehaviourItem } from "./behaviours.ts";

const HARMS: readonly Behaviour[] = ["threatens", "hurts-carer", "hurts-children", "hurts-self"];

/** Did the carer tell of harm: somebody hurt, threatened or afraid in the last 4 weeks, or a weapon? Then a letter says where to get help. */
export const isHarmTold = (items: readonly BehaviourItem[]): boolean =>
  items.some(
    ({ behaviour, howOften, injured, weapon, afraid }) =>
      (HARMS.includes(behaviour) && howOften !== "0") || [injured, weapon, afraid].includes("yes"),
  );
