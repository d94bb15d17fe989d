import { type Answers, answer, heading, press, type Walk } from "./walk.ts";

/**
 * What a person takes, in seconds, by the keystroke-level model (Card, Moran and Newell, 1980): an average typist's key, a look
 * before each choice, and pointing at it with a press. A whole page that comes is looked over first.
 */
const SECONDS = { page: 2, look: 1.35, point: 1.3, key: 0.28 };

export type Paced = {
  /** The first headings of the whole pages shown so far. */
  pages: string[];
  seconds: () => number;
  fill: (answers: Answers) => Promise<void>;
  choose: (name: RegExp) => Promise<void>;
  send: (button: string | RegExp) => Promise<void>;
  /** A button that is in sight already: found, pointed at and pressed, without another page to look over first. */
  pressAt: (button: string | RegExp) => Promise<void>;
  /** Keys by hand, with a look before each so many: one for each person of a register, one for five ticks of a paper form. */
  keys: (keys: readonly string[], aLook: number) => Promise<void>;
};

/** Somebody who goes on at a person's pace, from the page that stands there: each page and each second is counted. */
export async function atAPace(walk: Walk): Promise<Paced> {
  let seconds = SECONDS.page;
  const pages = [await heading(walk)];
  const chooses = () => {
    seconds += SECONDS.look + SECONDS.point;
  };
  return {
    pages,
    seconds: () => Math.round(seconds * 10) / 10,
    fill: async (answers) => {
      for (const [name, given] of Object.entries(answers))
        for (const value of [given].flat()) {
          await answer(walk, { [name]: value });
          chooses();
          if (await isTyped(walk, name)) seconds += String(value).length * SECONDS.key;
        }
    },
    choose: async (name) => {
      await walk.page.getByRole("radio", { name }).check();
      chooses();
    },
    pressAt: async (button) => {
      await press(walk, button);
      chooses();
    },
    keys: async (keys, aLook) => {
      for (const key of keys) await walk.page.keyboard.press(key);
      seconds += Math.ceil(keys.length / aLook) * SECONDS.look + keys.length * SECONDS.key;
    },
    send: async (button) => {
      await press(walk, button);
      seconds += SECONDS.point + SECONDS.page;
      pages.push(await heading(walk));
    },
  };
}

const isTyped = ({ page }: Walk, name: string): Promise<boolean> =>
  page
    .locator(`main [name="${name}"]`)
    .first()
    .evaluate((one) => one.matches('textarea, input:not([type="radio"]):not([type="checkbox"])'));
