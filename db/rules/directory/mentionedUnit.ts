import { type NamedUnit, plainWords } from './unitNames.ts';

/** A name of fewer letters stands in many a sentence by chance. */
const LETTERS_MIN = 4;

/** The one unit whose name stands in what somebody wrote, such as "printer di kec genteng rusak". */
export function mentionedUnit<T extends NamedUnit>(units: readonly T[], text: string): T | undefined {
  const words = ` ${plainWords(text).join(' ')} `;
  const mentioned = units.filter(({ name, shortName, oldNames }) =>
    [name, shortName, ...oldNames].some((each) => {
      const plain = plainWords(each).join(' ');
      return plain.length >= LETTERS_MIN && words.includes(` ${plain} `);
    }),
  );
  return mentioned.length === 1 ? mentioned[0] : undefined;
}
