import { openFamily } from "./new-family.ts";

export type Acknowledged = { key: string; familyId: string };

/** Everything that the hammering has been told so far, over all rounds. */
export type Told = { acknowledged: Acknowledged[]; refused: { status: number; text: string }[]; asked: number };

export const nothingTold = (): Told => ({ acknowledged: [], refused: [], asked: 0 });

type Hammering = { url: string; cookie: string; writers: number; told: Told; isOver: () => boolean };

/** Several people opening families as fast as the server answers, each with a form of their own, until told to stop or cut off. */
export async function hammer({ url, cookie, writers, told, isOver }: Hammering): Promise<void> {
  const write = async () => {
    while (!isOver()) {
      const n = ++told.asked;
      const key = `form-${n}`;
      const answer = await openFamily(url, cookie, n, key);
      if (!answer) return;
      if (answer.familyId) told.acknowledged.push({ key, familyId: answer.familyId });
      else told.refused.push({ status: answer.status, text: answer.text });
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}
