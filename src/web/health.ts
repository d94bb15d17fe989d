import { everyone } from "./can.ts";
import { factory } from "./factory.ts";
import { VERSION } from "./version.ts";

/** 200 when the database, the migrations and the timer are well, else 503; with the version, for whoever watches. */
export const health = factory.createApp().get("/", everyone(), async (c) => {
  const state = await c.var.deps.health();
  c.header("Cache-Control", "no-store");
  return c.json({ version: VERSION, ...state }, state.well ? 200 : 503);
});
