const FORBIDDEN = /\b(integrity_check|user_version|load_extension|begin|savepoint)\b/i;

const listeners = new Set<(sql: string) => void>();

/** Has `listen` hear every statement of every app of the tests from now on; gives what ends that. */
export function hearStatements(listen: (sql: string) => void): () => void {
  listeners.add(listen);
  return () => void listeners.delete(listen);
}

/**
 * Throws when D1 would refuse this statement: more than 100 bound values, a LIKE pattern over 50 bytes, more than five
 * terms of a compound select, or a function it lacks (docs: D1 limits). Every statement of every test passes through here.
 */
export function refuseOnD1(sql: string, parameters: readonly unknown[]): void {
  for (const listen of listeners) listen(sql);
  if (parameters.length > 100)
    throw new Error(`D1 takes 100 bound values, this has ${parameters.length}: ${sql.slice(0, 200)}`);
  if ((sql.match(/\bunion\b/gi)?.length ?? 0) > 4) throw new Error(`D1 takes five UNION terms: ${sql.slice(0, 200)}`);
  if (FORBIDDEN.test(sql.replaceAll(/"[^"]*"|'[^']*'/g, "")))
    throw new Error(`D1 has no such word: ${sql.slice(0, 200)}`);
  if (
    /\blike\b/i.test(sql) &&
    parameters.some((value) => typeof value === "string" && /[%_]/.test(value) && Buffer.byteLength(value) > 50)
  )
    throw new Error(`D1 takes LIKE patterns of 50 bytes: ${sql.slice(0, 200)}`);
  if (parameters.some((value) => typeof value === "boolean" || value === undefined))
    throw new Error(`D1 binds no boolean or undefined: ${sql.slice(0, 200)}`);
}
