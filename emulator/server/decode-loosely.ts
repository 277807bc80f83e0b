/** What a percent-encoded text stands for, or itself where it is wrongly encoded. */
export function decodeLoosely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
