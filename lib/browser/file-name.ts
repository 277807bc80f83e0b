/** In the characters of JavaScript, as the server counts them. */
const longest = 120;

/**
 * What a file is called, as it is kept and told to Stripe: on one line, its end when it is too long,
 * with another ending when it is given one. Cut between whole characters, since half an emoji is refused;
 * letters whose accents a Mac has taken off get them back.
 */
export function fileNameOf(name: string, ending = ''): string {
  const line = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  const stem = ending ? line.replace(/\.\w+$/, '') : line;
  return (lastOf(stem, longest - ending.length).trim() || 'file') + ending;
}

function lastOf(text: string, most: number): string {
  let kept = '';
  for (const character of [...text].reverse()) {
    if (kept.length + character.length > most) break;
    kept = character + kept;
  }
  return kept;
}
