import type { Handler } from "hono";
import { z } from "zod";
import type { AuditEntry } from "../domain/audit-entry.ts";
import type { Permission } from "../domain/permissions.ts";
import { can } from "./can.ts";
import { badRequest } from "./errors.ts";
import type { AppContext, AppEnv } from "./factory.ts";
import { noteAndTell } from "./told.ts";

/** What the trail keeps of a look at what was found. A page that shows nothing about anybody says so in these words. */
export type Look<Found> = ((c: AppContext, found: Found) => AuditEntry) | "nothing-personal";

/** Finds what an address means for who asks; undefined is answered 404, as a record of another organisation is. */
export type Find<Asked, Found> = (c: AppContext, asked: Asked) => Found | undefined | Promise<Found | undefined>;

/** A page that says what the trail keeps of it: the app refuses to mount one about people that does not. */
export type ReadingHandler = Handler<AppEnv> & { permission: Permission; looks: true };

/** The parameters of the path and of the query in one object. */
export type Asked<P extends z.ZodRawShape, Q extends z.ZodRawShape> = z.output<z.ZodObject<P>> &
  z.output<z.ZodObject<Q>>;

/** Reads what an address asks, or gives the answer where it is none of ours (404) or its query is none that we know (400). */
export function asking<P extends z.ZodRawShape, Q extends z.ZodRawShape>(params: P, query: Q) {
  const [ofPath, ofQuery] = [z.object(params), z.object(query)];
  return async (c: AppContext): Promise<Asked<P, Q> | Response> => {
    const path = ofPath.safeParse(c.req.param());
    if (!path.success) return c.notFound();
    const asked = ofQuery.safeParse(c.req.query());
    if (!asked.success) return badRequest(c, unusable(asked.error));
    return { ...path.data, ...asked.data } as Asked<P, Q>;
  };
}

/**
 * Any page that shows a record: may this role, is the address one of ours (404), is its query one that the page knows
 * (400), is there such a record for this person (404); then the look is in the trail, durably, and only then is it shown.
 * `find` gets the parameters of the path and of the query in one object.
 */
export function reading<P extends z.ZodRawShape, Found, Q extends z.ZodRawShape = Record<never, never>>(
  permission: Permission,
  params: P,
  find: Find<Asked<P, Q>, Found>,
  look: Look<NoInfer<Found>>,
  show: (c: AppContext, found: NoInfer<Found>) => Response | Promise<Response>,
  query: Q = {} as Q,
): ReadingHandler {
  const mayCome = can(permission);
  const askedOf = asking(params, query);

  async function read(c: AppContext): Promise<Response> {
    const asked = await askedOf(c);
    if (asked instanceof Response) return asked;
    const found = await find(c, asked);
    if (found === undefined) return c.notFound();
    if (look !== "nothing-personal") await noteAndTell(c, look(c, found));
    return show(c, found);
  }

  const handler: Handler<AppEnv> = async (c) => {
    let answer: Response | undefined;
    const refused = await mayCome(c, async () => {
      answer = await read(c);
    });
    return (refused ?? answer)!;
  };
  return Object.assign(handler, { permission, looks: true as const });
}

/** The sentence of a query that a page can't use. */
export const unusable = (error: z.ZodError): string =>
  `The address has something in it that this page can’t use: ${[...new Set(error.issues.map(({ path }) => String(path[0])))].join(", ")}.`;

type Mounted = { method: string; path: string; handler: unknown };

/** The pages behind a permission that do not say what the trail keeps of them, as "/path". */
export const unlooked = (routes: readonly Mounted[]): string[] =>
  routes.flatMap(({ method, path, handler }) => {
    const { permission, looks } = handler as Partial<ReadingHandler>;
    const isBehindOne = permission !== undefined && (permission as string) !== "public" && permission !== "account:own";
    return method === "GET" && isBehindOne && !looks ? [path] : [];
  });

/** Throws where a page would be mounted that shows people and leaves no trail: it can't be by forgetting. */
export function everyPageLooks(routes: readonly Mounted[]): void {
  const paths = unlooked(routes);
  if (paths.length > 0)
    throw new Error(`These pages do not say what the trail keeps of them (src/web/reading.ts): ${paths.join(", ")}`);
}
