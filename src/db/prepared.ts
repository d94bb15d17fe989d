import type { Compilable, CompiledQuery } from "kysely";
import type { Db } from "../deps.ts";

/** Stands in a query where one of the values given later belongs. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

const slots = <Given extends object>(): Given =>
  new Proxy({} as Given, { get: (_, name) => (typeof name === "string" ? new Slot(name) : undefined) });

/**
 * A read whose SQL is made once and then only given its values: for the few that every request or a long list depends on,
 * where building and compiling would take longer than reading. `build` may put a property of what it is given anywhere
 * that a value may stand, and must not look at it: at that time there is none.
 */
export function prepared<Given extends object, Row>(
  build: (db: Db, given: Given) => Compilable<Row>,
): (db: Db, given: Given) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (db, given) => {
    compiled ??= build(db, slots<Given>()).compile();
    const parameters = compiled.parameters.map((value) =>
      value instanceof Slot ? given[value.name as keyof Given] : value,
    );
    return (await db.executeQuery<Row>({ ...compiled, parameters })).rows;
  };
}
