/** Letters of other scripts by the Latin consonant they stand for; "a" for any vowel. For the sound key only, never for showing. */
const table = (letters: string, latin: string): [string, string][] => {
  const sounds = latin.split(" ");
  return [...letters].map((letter, index) => [letter, sounds[index]!]);
};

const CYRILLIC = table(
  "абвгдежзиіїєйклмнопрстуфхцчшщыэюяґљњћђџ",
  "a b v g d a j z a a a a y k l m n a p r s t a f k s ch sh sh a a ya ya g l n ch d j",
);
const GREEK = table("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d a z a t a k l m n ks a p r s s t a f k ps a");
const ARABIC = table(
  "ابتثجحخدذرزسشصضطظعغفقكلمنهويءپچژگٹڈڑںھے",
  "a b t s j h k d z r z s sh s d t z a g f k k l m n h w y a p ch z g t d r n h a",
);
const HEBREW = table("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "a b g d h w z h t y k k l m m n n s a p f s s k r sh t");

/** The consonants of Devanagari, Bengali, Gurmukhi and Gujarati stand at the same places of their blocks (Unicode, from ISCII). */
const INDIC_CONSONANTS = "k k g g n ch ch j j n t t d d n t t d d n n p f b b m y r r l l l v sh sh s h".split(" ");
const INDIC_BLOCKS = [0x0900, 0x0980, 0x0a00, 0x0a80];
const FIRST_CONSONANT = 0x15;
const FIRST_VOWEL = 0x05;

const INDIC = INDIC_BLOCKS.flatMap((block) => [
  ...INDIC_CONSONANTS.map((latin, at): [string, string] => [String.fromCodePoint(block + FIRST_CONSONANT + at), latin]),
  ...Array.from({ length: FIRST_CONSONANT - FIRST_VOWEL }, (_, at): [string, string] => [
    String.fromCodePoint(block + FIRST_VOWEL + at),
    "a",
  ]),
]);

const LATIN_OF = new Map<string, string>([...CYRILLIC, ...GREEK, ...ARABIC, ...HEBREW, ...INDIC]);

/**
 * A folded name in rough Latin letters, so that Мария, মোহাম্মদ and محمد get the sound of Maria and Mohammed. A letter of
 * a script that stands in no table (such as 李) stays itself; signs that are no letter fall out.
 */
export const roughLatin = (folded: string): string =>
  [...folded].map((letter) => LATIN_OF.get(letter) ?? (/\p{L}/u.test(letter) ? letter : "")).join("");
