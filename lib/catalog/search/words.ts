/** How a search reads text: the same for what is sold and for what is asked. */
import type { Language } from '../../language/languages';

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

const ascii = /^[\u0000-\u007f]*$/;

/** Signs on letters, but not the two that make another sound of a kana: ガ is no カ. */
const signs = /(?![\u3099\u309a])\p{M}/gu;

const fromCode = (letter: string, shift: number) =>
  String.fromCharCode(letter.charCodeAt(0) + shift);

/**
 * Small letters without accents: "Fjällglim" and "FJALLGLIM" are one. So are Arabic with its vowels and
 * without, its forms of alif, ya and ta, Hiragana and Katakana, digits of every width.
 */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(signs, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => foreign[letter] ?? letter)
    .replace(/\u0640/g, '')
    .replace(/[ىی]/g, 'ي')
    .replace(/ک/g, 'ك')
    .replace(/ة/g, 'ه')
    .replace(/[٠-٩]/g, (digit) => fromCode(digit, 0x30 - 0x660))
    .replace(/[ぁ-ゖ]/g, (kana) => fromCode(kana, 0x60));
}

/** Runs of letters and digits, as they are written. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);
}

const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** True of what is written without blanks, where a word may begin at any letter. */
export function isUnspaced(word: string): boolean {
  return japanese.test(word);
}

/** Words that say nothing about goods, in the languages that buyers read. */
const empty = new Set(
  [
    'a an and by for from in of on or the to with',
    'au aux avec d de des du en et l la le les ou par pour sur un une à',
    'أو إلى على عن في من مع و',
  ].flatMap((words) => words.split(' ')),
);

/** What is one of them in another language, and a thing in this: gold, and coffee that is poured over. */
const telling: Partial<Readonly<Record<Language, ReadonlySet<string>>>> = {
  fr: new Set(['or']),
  en: new Set(['pour']),
};

/** True of a word, as it is written, that says nothing about goods to who reads this language. */
export function isEmpty(word: string, language: Language): boolean {
  const small = word.toLowerCase();
  return empty.has(small) && !telling[language]?.has(small);
}

/** What joins Japanese words, and is written together with them. */
const particles = new Set('か が から で と など に の は へ まで も や より を'.split(' '));

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** The words in a run of Japanese; the run itself where they would be bare syllables. */
export function partsOf(run: string): string[] {
  if (!isUnspaced(run)) return [run];
  const parts = [...segmenter.segment(run)]
    .map(({ segment }) => segment)
    .filter((part) => !particles.has(part));
  return parts.length > 0 &&
    !parts.some((part) => /^[\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(part))
    ? parts
    : [run];
}

/** The words of a question that are worth looking for, at most eight; all of them when none is. */
export function askedWords(query: string, language: Language): string[] {
  const words = wordsOf(query);
  const worth = words.filter((word) => !isEmpty(word, language));
  return (worth.length > 0 ? worth : words).slice(0, 8);
}

/** The Arabic article, also where a short word before it is written together with it. */
const article = /^(?:[وفبك]?ال|لل)(?=.{2})/;

/** What a word is looked up by: folded, without an article, and one thing rather than many. */
export function termOf(word: string): string {
  const folded = fold(word);
  if (/^[\u0600-\u06ff]/.test(folded)) return folded.replace(article, '');
  if (/eaux$|eux$/.test(folded)) return folded.slice(0, -1);
  if (folded.length < 4 || /(ss|us|is)$/.test(folded)) return folded;
  if (/[^aeou]ies$/.test(folded)) return `${folded.slice(0, -3)}y`;
  if (/(ss|x|z|ch|sh)es$/.test(folded)) return folded.slice(0, -2);
  return folded.replace(/s$/, '');
}

/** Ends of a word by which it is found, too: "pot" finds a teapot. */
export function endsOf(term: string, least = 3): string[] {
  const ends: string[] = [];
  for (let start = 1; term.length - start >= least; start += 1) ends.push(term.slice(start));
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
