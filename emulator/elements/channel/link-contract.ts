/** The vocabulary of the window that asks for Link's one-time code. */

/** What the window is opened with. */
export interface LinkWindowAsk {
  /** The secret of the consumer's session: what the code is given to. */
  clientSecret: string;
  email: string;
  /** As Link shows it: all but the last two digits hidden. */
  phone: string;
  dark: boolean;
}

/** Whether the code was right, or the buyer went on without Link. */
export type LinkWindowOutcome = 'verified' | 'closed';

export interface LinkWindowContract {
  requests: { open: { ask: LinkWindowAsk; answer: null } };
  events: { done: LinkWindowOutcome };
}
