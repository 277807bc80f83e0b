/** A day, the same for everybody: the server does not know the reader's clock. */
export function DayText({ iso }: { readonly iso: string }) {
  return <time dateTime={iso}>{format.format(new Date(iso))}</time>;
}

const format = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
