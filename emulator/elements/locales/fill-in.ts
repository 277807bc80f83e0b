const arabic = /[\u0600-\u06ff]/;

/**
 * A sentence with its `{names}` filled in. Names in Latin letters are set apart in an Arabic one:
 * their brackets and dots would be turned round otherwise.
 */
export function fillIn(text: string, names: Readonly<Record<string, string>>): string {
  const apart = arabic.test(text);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = names[name];
    if (value === undefined) return whole;
    return apart ? `\u2068${value}\u2069` : value;
  });
}
