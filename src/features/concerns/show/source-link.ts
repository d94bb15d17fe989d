import type { Actor } from "../../../domain/actor.ts";
import { mayDo, type Permission } from "../../../domain/permissions.ts";
import type { ConcernSource } from "../concern/concern.ts";

/** Where the form of a concern is shown, and what one must be allowed for it. A test holds each to the address of its own feature. */
export const FORMS: Readonly<Record<ConcernSource, { permission: Permission; href: (id: string) => string }>> = {
  "behaviour-check": { permission: "family:read", href: (id) => `/checks/${id}` },
  answer: { permission: "measure:read", href: (id) => `/assessments/${id}` },
  session: { permission: "register:write", href: (id) => `/sessions/${id}/register` },
};

/** The address of the form that a concern came from, for somebody who may open it. */
export function formHref(actor: Actor, source: ConcernSource, formId: string | null): string | undefined {
  const { permission, href } = FORMS[source];
  return formId !== null && mayDo(actor, permission) ? href(formId) : undefined;
}
