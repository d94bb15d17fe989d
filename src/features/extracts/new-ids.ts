type Keys = { carerKey: string; childKey: string };

/** c1, c2, ... and k1, k2, ... dealt in an order that nobody can guess, new for each file: not made from any other id. */
export function shuffledIds(newToken: () => string, people: readonly Keys[]) {
  const deal = (letter: string, keys: readonly string[]) => {
    const shuffled = [...new Set(keys)]
      .map((key) => ({ key, order: newToken() }))
      .sort((a, b) => (a.order < b.order ? -1 : 1));
    const ids = new Map(shuffled.map(({ key }, i) => [key, `${letter}${i + 1}`]));
    return (key: string) => ids.get(key) ?? "";
  };
  return {
    carer: deal(
      "c",
      people.map(({ carerKey }) => carerKey),
    ),
    child: deal(
      "k",
      people.map(({ childKey }) => childKey),
    ),
  };
}
