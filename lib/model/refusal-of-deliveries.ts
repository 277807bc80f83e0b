import { assertNever } from './assert-never';
import type { RefusingEndpoint } from './webhook';

/** What is wrong where deliveries are refused, and what mends it, for whoever set Souk up. */
export function refusalText({
  cause,
  variable,
  otherVariable,
}: Pick<RefusingEndpoint, 'cause' | 'variable' | 'otherVariable'>): string {
  switch (cause) {
    case 'other_secret':
      return (
        `they are signed with the secret of the other endpoint. ${variable} and ${otherVariable} ` +
        'seem to be swapped.'
      );
    case 'clock':
      return (
        'they are signed rightly, but more than five minutes ago by this server’s clock. Set the clock; ' +
        'if it is right, somebody sends old deliveries again.'
      );
    case 'no_event':
      return (
        'they are signed rightly, and hold no event that Souk reads. The endpoint has to send ' +
        'snapshot events, not thin ones.'
      );
    case 'unknown':
      return (
        `their signature fits no secret of Souk’s. ${variable} may be that of another endpoint; ` +
        'anybody may have sent them, too.'
      );
    default:
      return assertNever(cause);
  }
}
