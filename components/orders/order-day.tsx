/** A day, the same for everybody: the server does not know the reader's clock. */
export function OrderDay({ iso }: { readonly iso: string }) {
  return <time dateTime={iso}>{format.format(new Date(iso))}</time>;
}

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
