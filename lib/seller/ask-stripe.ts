import 'server-only';
import { faultText } from '../stripe/failure';

const patienceMs = 2_500;

/**
 * What Stripe says, or null when it does not say it soon: a page of the desk stands on our own rows,
 * and tells what it could not ask. Never throws.
 */
export async function askStripe<Answer>(
  what: string,
  asking: Promise<Answer>,
): Promise<Answer | null> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  const caught = asking.catch((error: unknown) => {
    console.error(`[seller] ${what} could not be read: ${faultText(error)}`);
    return null;
  });
  const answer = await Promise.race([caught, enough]);
  clearTimeout(timer);
  return answer;
}
