/** A session in which the buyer links a bank account, as the API answers it to a browser. */
export interface LinkSession {
  id: string;
  client_secret: string;
  manual_entry?: { mode?: string } | null;
}

/** Whether the account's numbers may be typed instead. */
export function offersNumbers({
  manual_entry: manual,
}: Pick<LinkSession, 'manual_entry'>): boolean {
  return Boolean(manual) && manual?.mode !== 'disabled';
}
