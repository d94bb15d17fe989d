import type { TestApp } from "./app.ts";

/** Another day begins, at 9am: whoever was signed in is so again, since what a session outlives is told elsewhere. */
export async function dayBegins(t: TestApp, day: string): Promise<void> {
  t.clock.set(`${day}T09:00:00Z`);
  const on = (time: string) => `${day}T${time}:00.000Z`;
  await t.db
    .updateTable("auth_session")
    .set({ created_at: on("08:59"), updated_at: on("08:59"), expires_at: on("20:59") })
    .execute();
}
