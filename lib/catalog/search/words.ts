/** How a search reads text: the same for what is sold and for what is asked. */

/** Letters that are not a plain one with a sign on it, and what people type in their place. */
const foreign: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Small letters without accents: "Fjällglim" and "FJALLGLIM" are one. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => foreign[letter] ?? letter);
}

/** Runs of letters and digits, as they are written. */
export function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
}

/** Words that say nothing about goods. */
const empty = new Set('a an and by for from in of on or the to with'.split(' '));

/** The words of a question that are worth looking for, at most eight; all of them when none is. */
export function askedWords(query: string): string[] {
  const words = wordsOf(query);
  const telling = words.filter((word) => !empty.has(word.toLowerCase()));
  return (telling.length > 0 ? telling : words).slice(0, 8);
}

/** What a word is looked up by: folded, and one thing rather than many. */
export function termOf(word: string): string {
  const folded = fold(word);
  if (folded.length < 4 || /(ss|us|is)$/.test(folded)) return folded;
  if (/[^aeou]ies$/.test(folded)) return `${folded.slice(0, -3)}y`;
  if (/(ss|x|z|ch|sh)es$/.test(folded)) return folded.slice(0, -2);
  return folded.replace(/s$/, '');
}

/** Ends of a word by which it is found, too: "pot" finds a teapot. */
export function endsOf(term: string): string[] {
  const ends: string[] = [];
  for (let start = 1; term.length - start >= 3; start += 1) ends.push(term.slice(start));
  return ends;
}

/**
 * How many slips of the hand lie between two words: a letter too many, missing, wrong, or two that
 * changed places (optimal string alignment).
 * https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
export function slipsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= other.length; j += 1) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + wrong);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, at(i - 2, j - 2) + 1);
      }
      row.push(least);
    }
  }
  return at(one.length, other.length);
}

/** How many slips a word of this length is forgiven. */
export function slipsForgiven(length: number): number {
  if (length < 3) return 0;
  return length < 6 ? 1 : 2;
}
