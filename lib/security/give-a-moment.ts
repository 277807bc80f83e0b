import { headers } from 'next/headers';

/** Less than anybody would call waiting. */
const momentMs = 250;

/**
 * Waits a moment for what a page is about to read, and throws nothing. A skeleton that has been shown
 * stays for a third of a second, whenever the page comes: a document whose rows are read fast is sent
 * without one. Only for documents; for a link that is fetched ahead nothing is read.
 */
export async function giveAMoment(read: () => Promise<unknown>): Promise<void> {
  if ((await headers()).get('sec-fetch-dest') !== 'document') return;
  let timer: NodeJS.Timeout | undefined;
  const moment = new Promise<void>((resolve) => (timer = setTimeout(resolve, momentMs)));
  // The page reads the same, and fails with it.
  await Promise.race([read().catch(() => undefined), moment]);
  clearTimeout(timer);
}
