import type { World } from "./world.ts";

/** Who sets the rota of each organisation, who is on duty from Monday to Friday, and their deputy. */
const ROTAS = [
  { manager: "user-marcus", duty: "user-priya", deputy: "user-marcus" },
  { manager: "user-nell", duty: "user-dan", deputy: "user-nell" },
  { manager: "user-omar", duty: "user-ruth", deputy: "user-omar" },
] as const;

/** Each organisation has somebody on duty before anything is asked of anybody. */
export function tellDuty(world: World): void {
  world.diary.tell(async () => {
    for (const { manager, duty, deputy } of ROTAS)
      for (const day of [1, 2, 3, 4, 5]) await world.as(manager).fill(`/duty/days/${day}`, { duty, deputy });
  });
}
