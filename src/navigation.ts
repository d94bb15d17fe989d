import type { Actor } from "./domain/actor.ts";
import { mayDo, type Permission } from "./domain/permissions.ts";
import type { NavigationLink } from "./web/frame.ts";

/** Whoever deals with concerns finds the duty rota beside them; for others it is a section of its own. */
const besideConcerns = (actor: Actor) => mayDo(actor, "concern:read");

/** The sections of the service and what one must be allowed to see them, in the order they stand in. */
const SECTIONS: readonly [text: string, href: string, permission: Permission][] = [
  ["Home", "/", "home:read"],
  ["Families", "/families", "family:read"],
  ["Referrals", "/referrals", "referral:read"],
  ["Programmes", "/programmes", "programme:read"],
  ["Waiting list", "/waiting", "run:read"],
  ["Runs", "/runs", "run:read"],
  ["Today’s sessions", "/sessions", "register:write"],
  ["Follow-up", "/follow-up", "measure:read"],
  ["Concerns", "/concerns", "concern:read"],
  ["Duty", "/duty", "duty:read"],
  ["Outcomes", "/cohorts", "cohort:read"],
  ["Measures", "/measures", "settings:read"],
  ["Users", "/users", "user:manage"],
  ["Settings", "/settings", "settings:read"],
  ["The trail", "/audit", "audit:read"],
];

/** Addresses that stand by themselves, with the section that their pages belong to. */
const WITHIN: Readonly<Record<string, string>> = {
  "/checks": "/families",
  "/need-assessments": "/families",
  "/decisions": "/families",
  "/offers": "/families",
  "/enrolments": "/runs",
  "/assessments": "/follow-up",
  // A manager goes there from the first page.
  "/team": "/",
};

function sectionOf(actor: Actor, path: string): string {
  const first = `/${path.split("/")[1] ?? ""}`;
  if (first === "/duty" || first === "/leave") return besideConcerns(actor) ? "/concerns" : "/duty";
  return WITHIN[first] ?? first;
}

const shown = (actor: Actor, [, href, permission]: (typeof SECTIONS)[number]): boolean =>
  mayDo(actor, permission) && !(href === "/duty" && besideConcerns(actor));

/** The links of a role's service navigation; the section that a page belongs to is marked. */
export const navigation = (actor: Actor, path: string): NavigationLink[] =>
  SECTIONS.filter((section) => shown(actor, section)).map(([text, href]) => ({
    text,
    href,
    current: href === sectionOf(actor, path),
  }));
