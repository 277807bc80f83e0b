/** A point in time, the same for everybody: the server does not know the reader's clock. */
export function OrderTime({ iso }: { readonly iso: string }) {
  return <time dateTime={iso}>{format.format(new Date(iso))}</time>;
}

const format = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
  timeZoneName: undefined,
});
