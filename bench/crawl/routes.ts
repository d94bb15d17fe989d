import type { App } from "../../src/app.ts";
import type { Role } from "../../src/domain/actor.ts";
import { mayDo, type Permission } from "../../src/domain/permissions.ts";

export type PageRoute = { path: string; permission: Permission | "public"; matches: (path: string) => boolean };

const parts = (path: string): string[] => path.split("/").filter((part) => part !== "");

function matcher(pattern: string): (path: string) => boolean {
  const wanted = parts(pattern);
  return (path) => {
    const found = parts(path);
    return found.length === wanted.length && wanted.every((part, at) => part.startsWith(":") || part === found[at]);
  };
}

/** Pages that the app mounts (or what answers its forms), the most exact addresses first; one added tomorrow is among them. */
export function pageRoutes(app: App, by: "GET" | "POST" = "GET"): PageRoute[] {
  const found = new Map<string, PageRoute>();
  for (const { method, path, handler } of app.routes) {
    const { permission } = handler as unknown as { permission?: Permission | "public" };
    if (method === by && permission) found.set(path, { path, permission, matches: matcher(path) });
  }
  const parameters = (path: string) => parts(path).filter((part) => part.startsWith(":")).length;
  return [...found.values()].sort((one, other) => parameters(one.path) - parameters(other.path));
}

/** The roles that the crawl walks as at a provider. */
const DELIVERS: readonly Role[] = ["facilitator", "co-leader"];

export const isFor = ({ permission }: PageRoute, role: Role): boolean =>
  permission !== "public" &&
  mayDo({ role, organisationKind: DELIVERS.includes(role) ? "provider" : "team" }, permission);
