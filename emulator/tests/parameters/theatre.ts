import { scene, type Scene } from '../resources/scene';
import type { Body } from './leaves';
import { send } from './send';

/** One call: where it goes, and what has to be said besides the parameter that is looked at. */
export interface Opening {
  readonly path: string;
  readonly body?: Body;
  /** The connected account that is acted on. */
  readonly account?: string;
  readonly key?: string;
  readonly expand?: readonly string[];
  /** What to say, where no other value will do. */
  readonly value?: string | number | boolean;
  /** Reads what shows the effect, where the answer itself does not. */
  readonly after?: (answer: Record<string, unknown>) => Promise<object>;
}

export interface Theatre extends Scene {
  /** A saved card and a verified bank account of Jenny's. */
  readonly card: string;
  readonly bank: string;
  /** A card of hers that asks for 3D Secure each time. */
  readonly secure: string;
  /** Makes something by a form, and says its id. */
  create(path: string, body: Body, account?: string): Promise<string>;
  /** A charge of 50 dollars on the platform, paid with Jenny's card unless another is named. */
  paid(card?: string): Promise<string>;
}

/** An emulator for all calls of one endpoint, with money in the platform's balance. */
export async function theatre(): Promise<Theatre> {
  const made = await scene();
  const { emulator, stripe, jenny } = made;
  const { id: card } = await stripe.paymentMethods.attach('pm_card_visa', { customer: jenny });
  const { id: bank } = await stripe.paymentMethods.attach('pm_usBankAccount_success', {
    customer: jenny,
  });
  const { id: secure } = await stripe.paymentMethods.attach('pm_card_authenticationRequired', {
    customer: jenny,
  });
  await stripe.paymentIntents.create({
    amount: 900_000,
    currency: 'usd',
    payment_method: 'pm_card_bypassPending',
    confirm: true,
    off_session: true,
    capture_method: 'automatic',
  });
  const create = async (path: string, body: Body, account?: string): Promise<string> => {
    const answer = await send(emulator, { path, ...(account ? { account } : {}) }, body);
    if (typeof answer.id === 'string') return answer.id;
    throw new Error(`${path}: ${JSON.stringify(answer.error)}`);
  };
  return {
    ...made,
    card,
    bank,
    secure,
    create,
    paid: async (method = card) => {
      const { latest_charge } = await stripe.paymentIntents.create({
        amount: 5000,
        currency: 'usd',
        customer: jenny,
        payment_method: method,
        confirm: true,
        off_session: true,
        capture_method: 'automatic',
      });
      return String(latest_charge);
    },
  };
}
