/** A day, the same for everybody: the server does not know the reader's clock. */
export function dayOf(iso: string): string {
  return format.format(new Date(iso));
}

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
