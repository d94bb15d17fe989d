import { zValidator } from "@hono/zod-validator";
import { z } from "zod";
import { badRequest } from "./errors.ts";
import type { AppContext } from "./factory.ts";

/** Ids in addresses: ours are UUIDs. Anything else cannot be a record, so it is not found. */
export const id = z.string().regex(/^[0-9a-z-]{1,64}$/);

/** Checks the ids of an address; what can't be one of ours is 404. `names` are the parameters of the path. */
export const params = <T extends z.ZodObject>(schema: T) =>
  zValidator("param", schema, (result, c) => (result.success ? undefined : c.notFound()));

/** Checks query parameters; a wrong one is 400 with a sentence, never a guess. */
export const query = <T extends z.ZodObject>(schema: T) =>
  zValidator("query", schema, (result, c) => {
    if (result.success) return undefined;
    const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
    return badRequest(
      c as unknown as AppContext,
      `The address has something in it that this page can’t use: ${names.join(", ")}.`,
    );
  });

/** Which page of a list: 1 and up. */
export const pageNumber = z.coerce.number().int().min(1).max(100_000).default(1).catch(1);

const key = z.string().max(200).optional().catch(undefined);

/** Where in a list a page begins, as `placeOf` reads it; one that is none of ours shows the list from its start. */
export const placeQuery = z.object({ after: key, before: key });

/** The `?did=` of a confirmation, and the page number: what most lists take. */
export const listQuery = z.object({ page: pageNumber, did: z.string().max(50).optional() });
